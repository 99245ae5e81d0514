package dev.hearth.core.identity;

import dev.hearth.api.Caller;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Somebody who may log in.
 *
 * @param hash of the password, see {@link Passwords}
 * @param roles what they may act as
 */
public record User(String name, String hash, Set<String> roles) {

    /** How many characters a name has at most. */
    static final int LONGEST = 64;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one can't be a user's or a role's
     */
    public User {
        checkName(name);
        roles = Set.copyOf(roles);
        for (String role : roles) {
            if (!NAME.matcher(role).matches()) {
                throw new IllegalArgumentException("'" + role + "' can't be the name of a role: " + rule());
            }
        }
    }

    /**
     * Checks the name of a user to be.
     *
     * @throws IllegalArgumentException if no user can have this name
     */
    public static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' can't be the name of a user: " + rule());
        }
        if (name.equals(Caller.ANONYMOUS)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is what callers are that nobody knows; choose another name");
        }
    }

    private static String rule() {
        return "up to 64 letters, digits, dots, dashes, underscores and @, the first a letter or digit";
    }

    /** With another password. */
    User withHash(String other) {
        return new User(name, other, roles);
    }

    /** The roles in an order that people expect. */
    public Collection<String> sortedRoles() {
        return new TreeSet<>(roles);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return name + " " + sortedRoles();
    }
}
