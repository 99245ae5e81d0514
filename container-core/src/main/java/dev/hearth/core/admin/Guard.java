package dev.hearth.core.admin;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides who may ask. Immutable and thread-safe. */
final class Guard {

    private static final String SCHEME = "Bearer ";

    /** What a request may have been made for; a page in a browser on this machine can't pretend to these names. */
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private final byte[] token;

    Guard(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Why a request is turned away, if it is.
     *
     * @param open whether it needs no token
     */
    Optional<Reply> refusal(Headers headers, boolean open) {
        String host = headers.getFirst("Host");
        if (host == null || !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return Optional.of(Reply.error(Reply.FORBIDDEN, "the admin port answers requests to localhost only"));
        }
        if (open || authorized(headers.getFirst("Authorization"))) {
            return Optional.empty();
        }
        return Optional.of(Reply.error(
                Reply.UNAUTHORIZED,
                "send 'Authorization: Bearer TOKEN'; the token lies in admin.token of the data folder"));
    }

    /** In a time that tells nothing about the token. */
    private boolean authorized(@Nullable String header) {
        return header != null
                && header.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8), token);
    }
}
