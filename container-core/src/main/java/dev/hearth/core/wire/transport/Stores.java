package dev.hearth.core.wire.transport;

import dev.hearth.core.config.ConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The files with our key and with the certificates that we trust: PKCS12 or another kind of key store that the JDK knows,
 * or PEM. What a file is, its contents say.
 */
final class Stores {

    private static final String KEY_STORE = "tls.key-store";
    private static final String TRUST_STORE = "tls.trust-store";
    private static final int LONGEST_PEM_PREFACE = 64 * 1024;

    private Stores() {}

    static KeyManager[] keys(String file, String password) throws ConfigException {
        KeyStore store = read(KEY_STORE, file, password);
        try {
            requirePrivateKey(store, file, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password.toCharArray());
            return factory.getKeyManagers();
        } catch (UnrecoverableKeyException otherPassword) {
            throw new ConfigException(KEY_STORE + ": the private key in " + file + " has a password of its own; give it"
                    + " the store's, with 'keytool -keypasswd -keystore " + file + " -alias …'");
        } catch (GeneralSecurityException unusable) {
            throw unusable(KEY_STORE, file, unusable);
        }
    }

    private static void requirePrivateKey(KeyStore store, String file, String password)
            throws ConfigException, GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            Key key = store.isKeyEntry(alias) ? store.getKey(alias, password.toCharArray()) : null;
            if (key instanceof PrivateKey) {
                return;
            }
        }
        throw new ConfigException(KEY_STORE + ": there is no private key in " + file + ", only certificates of others;"
                + " make a key with 'keytool -genkeypair' (docs/TLS.md), or import the one that belongs to the server");
    }

    static TrustManager[] trust(String file, String password) throws ConfigException {
        KeyStore store = read(TRUST_STORE, file, password);
        try {
            if (store.size() == 0) {
                throw new ConfigException(TRUST_STORE + ": there is no trusted certificate in " + file
                        + "; add one with 'keytool -importcert -keystore " + file + "' (docs/TLS.md)");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException unusable) {
            throw unusable(TRUST_STORE, file, unusable);
        }
    }

    private static KeyStore read(String setting, String file, String password) throws ConfigException {
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            throw new ConfigException(
                    setting + ": there is no file " + path.toAbsolutePath().normalize()
                            + "; correct the path, or make the file with keytool (docs/TLS.md)");
        }
        try {
            return pem(path)
                    ? PemFile.read(path, password.toCharArray())
                    : KeyStore.getInstance(path.toFile(), password.toCharArray());
        } catch (KeyStoreException unknown) {
            throw new ConfigException(setting + ": " + file + " is neither a PKCS12 key store nor PEM; 'keytool"
                    + " -importkeystore' turns other stores into PKCS12");
        } catch (IOException unreadable) {
            throw unreadable.getCause() instanceof UnrecoverableKeyException
                    ? new ConfigException(setting + "-password: it is not the password of " + file + "; say it in the"
                            + " environment: HEARTH_" + variable(setting) + "_PASSWORD")
                    : unusable(setting, file, unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException unusable) {
            throw unusable(setting, file, unusable);
        }
    }

    private static boolean pem(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_PEM_PREFACE), StandardCharsets.ISO_8859_1).contains(PemFile.BEGIN);
        }
    }

    private static String variable(String setting) {
        return setting.equals(KEY_STORE) ? "TLS_KEY_STORE" : "TLS_TRUST_STORE";
    }

    private static ConfigException unusable(String setting, String file, Exception why) {
        return new ConfigException(setting + ": " + file + " can't be used: " + why.getMessage());
    }
}
