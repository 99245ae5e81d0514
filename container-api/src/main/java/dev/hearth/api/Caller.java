package dev.hearth.api;

/**
 * Who makes a call.
 *
 * @param principal the name that the {@code authenticate} phase found, or else the subject of the client's certificate,
 *     such as {@code CN=alice,O=Bank} (RFC 2253); {@code deployment:NAME} for a call that hosted code began by itself (a
 *     timer, an executor), or {@code anonymous}
 * @param host the address of the machine that the call came from, as a literal such as {@code 192.0.2.7}
 */
public record Caller(String principal, String host) {

    /** The principal of a caller that nothing is known about. */
    public static final String ANONYMOUS = "anonymous";
}
