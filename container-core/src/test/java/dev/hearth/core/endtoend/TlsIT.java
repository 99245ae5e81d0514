package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Pair;
import dev.hearth.core.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain JDK clients over TLS, with the JDK's socket factory and system properties. */
@ParameterizedClass
@MethodSource("dev.hearth.core.endtoend.Jdks#crossed")
@Timeout(180)
record TlsIT(Pair jdks) {

    private static final String PROGRAM = "vault.VaultClient";
    private static final String[] SHARED = {"vault.Vault", "vault.Listener"};
    private static final int RESIDENT = 4;
    private static final int IDLE = 500;

    /** The port's readers, and those that stand in for threads that the machine keeps from running. */
    private static final int MOST_READERS = RESIDENT + 64;

    @TempDir
    static Path folder;

    private static Path place;
    private static Path clientJar;
    private static Certificates certificates;
    private static Path trust;
    private static Server server;
    private static Client alice;

    @BeforeParameterizedClassInvocation
    static void start(Pair jdks) throws IOException {
        place = folder.resolve(jdks.toString());
        certificates = new Certificates(Files.createDirectories(place.resolve("keys")));
        trust = certificates.trusting("trust", certificates.server(), aliceKey());
        Sources.jar(place.resolve("deploy/vault.jar"), SHARED)
                .source("vault.VaultObject", Sources.text("vault.VaultObject"))
                .make();
        clientJar = place.resolve("client.jar");
        Sources.client(clientJar, "vault.Vault", "vault.Listener", PROGRAM);
        server = Server.start(jdks.server(), place, settings("need").toArray(String[]::new));
        alice = client(jdks, "127.0.0.1", trust, aliceKey());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        alice.close();
        server.close();
    }

    private static Path aliceKey() {
        return certificates.key("alice", "CN=alice,O=Bank", "-ext", "san=ip:127.0.0.1");
    }

    private static List<String> settings(String clientAuth) {
        return List.of(
                "--tls.enabled=true",
                "--tls.key-store=" + certificates.server(),
                "--tls.key-store-password=" + Certificates.PASSWORD,
                "--tls.trust-store=" + trust,
                "--tls.trust-store-password=" + Certificates.PASSWORD,
                "--tls.client-auth=" + clientAuth,
                "--threads.resident=" + RESIDENT,
                "--log.level=debug", // also the lines that are left out since there was one like it just before
                "--modules.access-log.file=" + place.resolve("access.log"));
    }

    /** A client that trusts this store, and shows the certificate of a key. */
    private static Client client(Pair jdks, String host, Path trusted, Path... keys) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Dhost=" + host,
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Djavax.net.ssl.trustStore=" + trusted,
                "-Djavax.net.ssl.trustStorePassword=" + Certificates.PASSWORD));
        for (Path key : keys) {
            options.add("-Djavax.net.ssl.keyStore=" + key);
            options.add("-Djavax.net.ssl.keyStorePassword=" + Certificates.PASSWORD);
        }
        return Client.start(jdks.client(), clientJar, PROGRAM, server.port(), options.toArray(String[]::new));
    }

    @Test
    void subjectOfTheCertificateIsTheCaller() throws IOException {
        assertThat(alice.ask("who")).isEqualTo("CN=alice,O=Bank");

        await("the access log")
                .until(() -> Files.readString(place.resolve("access.log"))
                        .lines()
                        .anyMatch(line -> line.contains(" vault who ok ") && line.endsWith(" CN=alice,O=Bank")));
    }

    @Test
    void stubsInResultsGoOverTlsToo() {
        assertThat(alice.ask("innerWho")).isEqualTo("CN=alice,O=Bank");
    }

    @Test
    void jndiFindsTheSameObject() {
        assertThat(alice.ask("byJndi")).isEqualTo("CN=alice,O=Bank");
    }

    @Test
    void hostMayBeTheCertificatesOtherName() throws IOException {
        try (Client byName = client(jdks, "localhost", trust, aliceKey())) {
            assertThat(byName.ask("who")).isEqualTo("CN=alice,O=Bank");
        }
    }

    @Test
    void manyMegabytesGoBothWays() {
        assertThat(alice.ask("echo", 16)).isEqualTo("true");
    }

    @Test
    void secureListenerIsCalledBackWithOurCertificate() {
        assertThat(alice.ask("tell", true)).isEqualTo("it said: news from CN=alice,O=Bank");
    }

    @Test
    void plainListenerIsCalledBack() {
        assertThat(alice.ask("tell", false)).isEqualTo("it said: news from CN=alice,O=Bank");
    }

    @Test
    void whoHasNoCertificateIsRefused() throws IOException {
        try (Client nobody = client(jdks, "127.0.0.1", trust)) {
            assertThat(nobody.failure("who")).startsWith("java.rmi.").contains("javax.net.ssl.SSL");
        }
    }

    @Test
    void certificateOfAnotherAuthorityIsRefused() throws IOException {
        Path stranger = certificates.key("stranger", "CN=stranger");
        try (Client other = client(jdks, "127.0.0.1", trust, stranger)) {
            assertThat(other.failure("who")).startsWith("java.rmi.").contains("javax.net.ssl.SSL");
        }
    }

    @Test
    void clientThatDoesNotTrustTheServerDoesNotCallIt() throws IOException {
        Path others = certificates.trusting("others", aliceKey());
        try (Client careful = client(jdks, "127.0.0.1", others, aliceKey())) {
            assertThat(careful.failure("who"))
                    .startsWith("java.rmi.ConnectIOException")
                    .contains("PKIX path");
        }
    }

    @Test
    void plainClientIsTurnedAwayAndTheLogSaysWhy() {
        assertThat(alice.failure("plainly")).startsWith("java.rmi.ConnectIOException");
        await("the line in the log").until(() -> server.log().contains("it speaks JRMP without TLS"));
    }

    @Test
    void idleConnectionsHaveNoThreads() {
        assertThat(alice.ask("idle", IDLE)).isEqualTo(String.valueOf(IDLE));

        assertThat(Integer.parseInt(alice.ask("readers"))).isLessThanOrEqualTo(MOST_READERS);
        assertThat(alice.ask("answering")).isEqualTo(String.valueOf(IDLE));
    }
}
