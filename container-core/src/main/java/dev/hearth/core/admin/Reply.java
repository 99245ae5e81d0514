package dev.hearth.core.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request gets.
 *
 * @param status of HTTP
 * @param body what {@link Json} can write; or bytes or a page, sent as they are
 */
record Reply(int status, @Nullable Object body) {

    static final int OK = 200;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int WRONG_METHOD = 405;
    static final int CONFLICT = 409;
    static final int TOO_LARGE = 413;
    static final int FAULT = 500;
    static final int UNAVAILABLE = 503;
    static final int TIMED_OUT = 504;

    static Reply ok(Object body) {
        return new Reply(OK, body);
    }

    /** A refusal, with a line for people. */
    static Reply error(int status, String message) {
        return new Reply(status, Map.of("error", message));
    }
}
