package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who logs in over TLS, with and without a certificate. What has to do with the JDK's versions is shown by LoginIT and TlsIT. */
@Timeout(180)
class LoginOverTlsIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static Path trust;
    private static Server server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        certificates = new Certificates(Files.createDirectories(folder.resolve("keys")));
        trust = certificates.trusting("trust", certificates.server(), carol());
        Members.deploy(folder.resolve("deploy"));
        Members.add(JDK, folder, "alice", "teller");
        server = Server.start(
                JDK,
                folder,
                Members.USERS,
                "--tls.enabled=true",
                "--tls.key-store=" + certificates.server(),
                "--tls.key-store-password=" + Certificates.PASSWORD,
                "--tls.trust-store=" + trust,
                "--tls.trust-store-password=" + Certificates.PASSWORD,
                "--tls.client-auth=want");
        client = client();
        client.ask("login", "alice", "alice-secret");
        client.ask("take", "desk", "alice", "desks/a");
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static Path carol() {
        return certificates.key("carol", "CN=carol,O=Bank", "-ext", "san=ip:127.0.0.1");
    }

    /** A client that shows the certificates of these keys. */
    private static Client client(Path... keys) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Dtls=true",
                "-Djavax.net.ssl.trustStore=" + trust,
                "-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD));
        for (Path key : keys) {
            options.add("-Djavax.net.ssl.keyStore=" + key);
            options.add("-Djavax.net.ssl.keyStorePassword=" + Certificates.PASSWORD);
        }
        return Members.client(JDK, folder, server.port(), options.toArray(String[]::new));
    }

    @Test
    void whoLogsInIsTheCallerAlsoOnStubsThatCallsReturn() {
        client.ask("takeInner", "inner", "desk");
        assertThat(client.ask("who", "alice", "desks/a")).isEqualTo("alice [teller]");
        assertThat(client.ask("whoKept", "inner")).isEqualTo("alice [teller]");
    }

    @Test
    void whoDoesNotOrIsWrongIsKeptOut() {
        assertThat(client.failure("who", "nobody", "desks/a")).startsWith("java.rmi.NotBoundException: desks/a");
        assertThat(client.failure("login", "alice", "another"))
                .contains("java.rmi.AccessException: HEARTH-LOGIN: user or password is wrong");
    }

    /** The stub carries the factory of the client's sockets with it. */
    @Test
    void stubInAnotherJvmActsAsTheUserOverTlsToo() throws IOException {
        Path file = folder.resolve("stub");
        client.ask("write", "desk", file);
        try (Client other = client()) {
            other.ask("read", "desk", file);
            assertThat(other.ask("whoKept", "desk")).isEqualTo("alice [teller]");
        }
    }

    @Test
    void whoLogsInIsThatUserWhateverTheCertificateSays() throws IOException {
        try (Client carol = client(carol())) {
            carol.ask("login", "alice", "alice-secret");
            assertThat(carol.ask("who", "alice", "desks/a")).isEqualTo("alice [teller]");
        }
    }

    @Test
    void logoutEndsTheSession() {
        client.ask("loginAs", "again", "alice", "alice-secret");
        client.ask("take", "ending", "again", "desks/a");
        client.ask("logout", "again");
        assertThat(client.failure("whoKept", "ending")).contains("HEARTH-SESSION");
    }

    @Test
    void clientWithoutTlsGetsNoAnswer() throws IOException {
        try (Client plain = Members.client(JDK, folder, server.port())) {
            assertThat(plain.failure("login", "alice", "alice-secret")).startsWith("java.rmi.");
        }
    }
}
