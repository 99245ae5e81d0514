package dev.hearth.core.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Passwords as what is kept of them: bcrypt, with a salt for each.
 *
 * <p>Making or comparing one takes about a tenth of a second of a processor, which is the point. Thread-safe.
 */
public final class Passwords {

    /** 2 to this power rounds. */
    static final int COST = 11;

    /** Nobody types more, and a longer one would only cost time. */
    public static final int LONGEST = 1_000;

    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;
    private static final Pattern HASH = Pattern.compile("\\$2a\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    private static final int LEAST_COST = 4;
    private static final int MOST_COST = 16;

    private Passwords() {}

    /**
     * The hash of a password. bcrypt looks at 72 bytes, so a longer one is first made shorter by SHA-512.
     *
     * @throws IllegalArgumentException if it is empty or too long
     */
    public static String hash(char[] password) {
        return hash(password, COST);
    }

    static String hash(char[] password, int cost) {
        if (password.length == 0 || password.length > LONGEST) {
            throw new IllegalArgumentException("a password has 1 to " + LONGEST + " characters");
        }
        return BCrypt.with(VERSION, new java.security.SecureRandom(), LongPasswordStrategies.hashSha512(VERSION))
                .hashToString(cost, password);
    }

    /** Whether the password is the one of which this is the hash. */
    static boolean match(char[] password, String hash) {
        return BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
                .verify(password, hash.toCharArray())
                .verified;
    }

    /**
     * How much work it is to compare with this hash.
     *
     * @throws IllegalArgumentException if it is no hash that {@link #match} knows
     */
    static int cost(String hash) {
        Matcher parts = HASH.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no bcrypt hash of version 2a");
        }
        int cost = Integer.parseInt(parts.group(1));
        if (cost < LEAST_COST || cost > MOST_COST) {
            throw new IllegalArgumentException(
                    "a bcrypt hash of cost " + cost + ", which is not from " + LEAST_COST + " to " + MOST_COST);
        }
        return cost;
    }
}
