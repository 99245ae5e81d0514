package dev.hearth.core.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** Self-signed certificates in a folder, made by the JDK's {@code keytool}, and what is made of them. */
public final class Certificates {

    /** Of every store. */
    public static final String PASSWORD = "correct horse";

    /** What {@link #server()} answers to. */
    public static final String SERVER = "CN=server,O=Hearth";

    private static final long PATIENCE_SECONDS = 60;

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    /** A key for 127.0.0.1 and localhost. */
    public Path server() {
        return key("server", SERVER, "-ext", "san=ip:127.0.0.1,dns:localhost");
    }

    /** A key whose certificate names this subject; the same one each time. */
    public Path key(String name, String subject, String... options) {
        Path file = folder.resolve(name + ".p12");
        if (Files.exists(file)) {
            return file;
        }
        List<String> command = new ArrayList<>(
                List.of(keytool(), "-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", subject, "-validity", "30", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(options));
        run(command);
        return file;
    }

    private static String keytool() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    }

    private static void run(List<String> command) {
        try {
            Path said = Files.createTempFile("keytool", ".txt");
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(said);
            Files.delete(said);
            if (!ended || keytool.exitValue() != 0) {
                throw new IllegalStateException(command + ": " + text);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while keytool ran", hurry);
        }
    }

    /** A store that trusts the certificates of these keys. */
    public Path trusting(String name, Path... keys) {
        Path file = folder.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Path key : keys) {
                store.setCertificateEntry("trusted-" + store.size(), certificate(key));
            }
            store.store(out, PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("can't make " + file, failed);
        }
        return file;
    }

    /** The certificate that belongs to a key. */
    public static Certificate certificate(Path key) {
        try {
            KeyStore store = KeyStore.getInstance(key.toFile(), PASSWORD.toCharArray());
            return store.getCertificate(store.aliases().nextElement());
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("can't read " + key, failed);
        }
    }

    /** A key as text, with the holder's certificate. */
    public static String pem(Path key) {
        try {
            KeyStore store = KeyStore.getInstance(key.toFile(), PASSWORD.toCharArray());
            String alias = store.aliases().nextElement();
            Key secret = store.getKey(alias, PASSWORD.toCharArray());
            return block("PRIVATE KEY", secret.getEncoded()) + pem(store.getCertificate(alias));
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("can't read " + key, failed);
        }
    }

    /** A certificate as text. */
    public static String pem(Certificate certificate) throws GeneralSecurityException {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    private static String block(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    /** What a client uses that trusts this store and shows the certificate of a key, if it has one that is asked for. */
    public static SSLContext client(Path trust, Path... keys) {
        return client(trust, keys, manager -> manager);
    }

    /** What a client uses that shows the certificate of this key, whichever is asked for. */
    public static SSLContext obstinate(Path trust, Path key) {
        return client(trust, new Path[] {key}, Obstinate::new);
    }

    private static final class Obstinate extends X509ExtendedKeyManager {

        private final X509ExtendedKeyManager keys;

        Obstinate(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(kinds, null, socket);
        }

        @Override
        public String[] getClientAliases(String kind, Principal[] issuers) {
            return keys.getClientAliases(kind, null);
        }

        @Override
        public String[] getServerAliases(String kind, Principal[] issuers) {
            return keys.getServerAliases(kind, issuers);
        }

        @Override
        public String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
            return keys.chooseServerAlias(kind, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }

    private static SSLContext client(Path trust, Path[] keys, UnaryOperator<X509ExtendedKeyManager> showing) {
        try {
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(KeyStore.getInstance(trust.toFile(), PASSWORD.toCharArray()));
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(
                    keys.length == 0 ? null : KeyStore.getInstance(keys[0].toFile(), PASSWORD.toCharArray()),
                    PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            X509ExtendedKeyManager manager = (X509ExtendedKeyManager) shown.getKeyManagers()[0];
            context.init(new KeyManager[] {showing.apply(manager)}, trusted.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("no TLS for a client that trusts " + trust, failed);
        }
    }
}
