package dev.hearth.api;

import java.util.Set;

/**
 * Who makes a call.
 *
 * @param principal the name that the {@code authenticate} phase found; else the user whose session the called stub belongs to
 *     (see {@link Login}), or the subject of the client's certificate, such as {@code CN=alice,O=Bank} (RFC 2253); {@code
 *     deployment:NAME} for a call that hosted code began by itself (a timer, an executor), or {@code anonymous}
 * @param host the address of the machine that the call came from, as a literal such as {@code 192.0.2.7}
 * @param roles what the principal may act as; empty where nothing is known of that
 */
public record Caller(String principal, String host, Set<String> roles) {

    /** The principal of a caller that nothing is known about. */
    public static final String ANONYMOUS = "anonymous";

    /** Copies the roles. */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A caller without roles. */
    public Caller(String principal, String host) {
        this(principal, host, Set.of());
    }

    /** Whether the caller has this role. */
    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
