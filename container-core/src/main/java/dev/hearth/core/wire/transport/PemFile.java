package dev.hearth.core.wire.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text file of certificates, the holder's first, and perhaps one private key (RFC 7468). The key is PKCS#8 and not
 * encrypted.
 */
final class PemFile {

    static final String BEGIN = "-----BEGIN ";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private PemFile() {}

    /**
     * A key store with the key and its chain, or without a key with each certificate as a trusted one.
     *
     * @throws GeneralSecurityException if it holds what can't be used; the message says what to do
     */
    static KeyStore read(Path file, char[] password) throws IOException, GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        PrivateKey key = null;
        Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            byte[] content = Base64.getMimeDecoder().decode(block.group(2));
            if (block.group(1).endsWith("CERTIFICATE")) {
                certificates.add(
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content)));
            } else if (block.group(1).endsWith("PRIVATE KEY")) {
                key = key(block.group(1), content);
            }
        }
        return store(key, certificates, password);
    }

    private static KeyStore store(@Nullable PrivateKey key, List<Certificate> certificates, char[] password)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key != null) {
            if (certificates.isEmpty()) {
                throw new CertificateException("it holds a private key and no certificate; put both into one file");
            }
            store.setKeyEntry("key", key, password, certificates.toArray(Certificate[]::new));
            return store;
        }
        for (Certificate trusted : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), trusted);
        }
        return store;
    }

    private static PrivateKey key(String kind, byte[] content) throws GeneralSecurityException {
        if (!kind.equals("PRIVATE KEY")) {
            throw new InvalidKeySpecException(
                    "its key is a '" + kind + "' and should be a 'PRIVATE KEY'; 'openssl pkcs8"
                            + " -topk8 -nocrypt' turns it into one, 'openssl pkcs12 -export' into a key store with a password");
        }
        InvalidKeySpecException none = new InvalidKeySpecException("its private key is none of " + KEY_KINDS);
        for (String algorithm : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
            } catch (InvalidKeySpecException another) {
                none.addSuppressed(another);
            }
        }
        throw none;
    }
}
