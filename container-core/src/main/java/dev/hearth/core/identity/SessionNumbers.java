package dev.hearth.core.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers for sessions that look random and are given once only, also over restarts: numbers of the container's own that
 * never come twice, each exchanged for another of 32 bits by a permutation that depends on the container's secret. After
 * 4,294,967,296 of those numbers it begins from the front.
 *
 * <p>So the stubs of a session that has ended can't become those of a later one. Thread-safe.
 */
final class SessionNumbers {

    /** Gives numbers that nobody was ever given. */
    @FunctionalInterface
    interface Source {
        long next() throws IOException;
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int ROUNDS = 6;
    private static final int HALF = 16;
    private static final int MASK = 0xffff;

    private final Source source;
    private final Mac keyed;

    SessionNumbers(byte[] secret, Source source) {
        this.source = source;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            byte[] key = mac.doFinal("hearth session numbers".getBytes(StandardCharsets.UTF_8));
            mac.init(new SecretKeySpec(key, ALGORITHM));
            this.keyed = mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, missing);
        }
    }

    /** A number that is not 0. */
    synchronized int next() throws IOException {
        int number = permuted((int) source.next());
        return number == 0 ? permuted((int) source.next()) : number;
    }

    /** A Feistel network: whatever the rounds compute, no two numbers become the same. */
    private int permuted(int number) {
        int left = number >>> HALF;
        int right = number & MASK;
        for (int round = 0; round < ROUNDS; round++) {
            int next = left ^ mixed(round, right);
            left = right;
            right = next;
        }
        return left << HALF | right;
    }

    private int mixed(int round, int half) {
        byte[] digest = keyed.doFinal(
                ByteBuffer.allocate(Integer.BYTES).putInt(round << HALF | half).array());
        return ByteBuffer.wrap(digest).getShort() & MASK;
    }
}
