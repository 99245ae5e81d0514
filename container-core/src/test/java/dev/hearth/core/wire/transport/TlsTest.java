package dev.hearth.core.wire.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong with keys and trust, and what is said then. */
class TlsTest {

    @TempDir
    static Path folder;

    private final Certificates certificates = new Certificates(folder);
    private final Map<String, String> settings = new TreeMap<>();

    @BeforeEach
    void turnOn() {
        settings.put("tls.enabled", "true");
        settings.put("tls.key-store", certificates.server().toString());
        settings.put("tls.key-store-password", Certificates.PASSWORD);
        settings.put("tls.trust-store-password", Certificates.PASSWORD);
    }

    private boolean on() throws ConfigException {
        return Tls.of(ConfigLoader.of(settings).tls()).isPresent();
    }

    private String problem() {
        return Assertions.catchThrowableOfType(ConfigException.class, this::on).getMessage();
    }

    @Test
    void offNothingIsLookedAt() throws Exception {
        settings.put("tls.enabled", "false");
        settings.put("tls.key-store", "nowhere.p12");

        assertThat(on()).isFalse();
    }

    @Test
    void storesOfKeytoolAreTaken() throws Exception {
        settings.put("tls.client-auth", "need");
        settings.put(
                "tls.trust-store",
                certificates.trusting("good", certificates.server()).toString());

        assertThat(on()).isTrue();
    }

    @Test
    void keysAndCertificatesInPemAreTaken() throws Exception {
        String pem = Certificates.pem(certificates.server());
        settings.put("tls.key-store", file("key.pem", "some words before\n" + pem));
        settings.put("tls.key-store-password", "");
        settings.put("tls.client-auth", "need");
        settings.put("tls.trust-store", file("trust.pem", pem.substring(pem.indexOf("-----BEGIN CERT"))));
        settings.put("tls.trust-store-password", "");

        assertThat(on()).isTrue();
    }

    @Test
    void keyIsNeeded() {
        settings.remove("tls.key-store");

        assertThat(problem())
                .startsWith("tls.key-store: TLS is on and there is no key")
                .contains("docs/TLS.md");
    }

    @Test
    void missingFileIsNamedAsAWhole() {
        settings.put("tls.key-store", "nowhere.p12");

        assertThat(problem())
                .startsWith("tls.key-store: there is no file "
                        + Path.of("nowhere.p12").toAbsolutePath())
                .contains("keytool");
    }

    @Test
    void wrongPasswordIsTold() {
        settings.put("tls.key-store-password", "wrong");

        assertThat(problem())
                .startsWith("tls.key-store-password: it is not the password of ")
                .contains("HEARTH_TLS_KEY_STORE_PASSWORD");
    }

    @Test
    void wrongPasswordOfTheTrustStoreIsToldApart() {
        settings.put(
                "tls.trust-store",
                certificates.trusting("locked", certificates.server()).toString());
        settings.put("tls.trust-store-password", "wrong");

        assertThat(problem())
                .startsWith("tls.trust-store-password: it is not the password of ")
                .contains("HEARTH_TLS_TRUST_STORE_PASSWORD");
    }

    @Test
    void storeWithoutAPrivateKeyIsRefused() {
        settings.put(
                "tls.key-store",
                certificates.trusting("keyless", certificates.server()).toString());

        assertThat(problem())
                .startsWith("tls.key-store: there is no private key in ")
                .contains("keytool -genkeypair");
    }

    @Test
    void trustStoreWithoutCertificatesIsRefused() {
        settings.put("tls.trust-store", certificates.trusting("empty").toString());

        assertThat(problem()).startsWith("tls.trust-store: there is no trusted certificate in ");
    }

    @Test
    void fileOfAnotherKindIsRefused() throws IOException {
        settings.put("tls.key-store", file("poem.txt", "The woods are lovely, dark and deep"));

        assertThat(problem()).startsWith("tls.key-store: ").contains("neither a PKCS12 key store nor PEM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY"})
    void keyOfAnotherFormIsRefusedWithTheWayOut(String kind) throws IOException {
        String pem = Certificates.pem(certificates.server()).replace("PRIVATE KEY", kind);
        settings.put("tls.key-store", file("other.pem", pem));

        assertThat(problem()).contains("'" + kind + "'").contains("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void keyWithoutCertificateIsRefused() throws IOException {
        String pem = Certificates.pem(certificates.server());
        settings.put("tls.key-store", file("bare.pem", pem.substring(0, pem.indexOf("-----BEGIN CERT"))));

        assertThat(problem()).contains("a private key and no certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"want", "need"})
    void clientsAreAskedOnlyWhereItIsSaidWhichAreGood(String asked) {
        settings.put("tls.client-auth", asked);

        assertThat(problem()).startsWith("tls.trust-store: ").contains("tls.client-auth: none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "SSLv3", "TLSv1.3,TLSv9", "SSLv2Hello,TLSv1.2"})
    void oldAndUnknownProtocolsAreRefused(String protocols) {
        settings.put("tls.protocols", protocols);

        assertThat(problem()).startsWith("tls.protocols: ").contains("[TLSv1.3, TLSv1.2]");
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }
}
