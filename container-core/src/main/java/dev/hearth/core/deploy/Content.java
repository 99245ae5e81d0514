package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a deployment's JARs hold, in short: two versions with the same files, of the same names, are one.
 *
 * @param hash the SHA-256 of it, in lower-case hexadecimal digits
 */
record Content(String hash) {

    private static final int BUFFER = 64 * 1024;

    /** @param jars by what messages call them */
    static Content of(Map<String, Path> jars) throws IOException {
        MessageDigest all = sha256();
        for (Map.Entry<String, Path> jar : new TreeMap<>(jars).entrySet()) {
            all.update(sha256().digest(jar.getKey().getBytes(StandardCharsets.UTF_8)));
            all.update(hash(jar.getValue()));
        }
        return new Content(HexFormat.of().formatHex(all.digest()));
    }

    /** As {@link dev.hearth.core.call.Deployment#version} means it: the first 60 bits of the hash, and never 0. */
    long version() {
        return Math.max(1, Long.parseLong(hash, 0, 15, 16));
    }

    private static byte[] hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
