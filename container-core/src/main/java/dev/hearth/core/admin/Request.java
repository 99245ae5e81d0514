package dev.hearth.core.admin;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request, wholly read.
 *
 * @param query what follows the question mark
 * @param peer where it came from
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Request(Map<String, String> query, byte[] bytes, InetSocketAddress peer) {

    /** The body is longer than allowed. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(long limit) {
            super("the body is longer than " + limit + " bytes (admin.request-bytes)");
        }
    }

    /** Reads it; the server closes connections whose requests take too long. */
    static Request read(HttpExchange exchange, long limit) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE));
        if (body.length > limit) {
            throw new TooLargeException(limit);
        }
        return new Request(query(exchange.getRequestURI().getRawQuery()), body, exchange.getRemoteAddress());
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) throws IOException {
        Map<String, String> query = new HashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            query.put(
                    decode(equals < 0 ? pair : pair.substring(0, equals)),
                    equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decode(String text) throws IOException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new IOException("'" + text + "' is not encoded as a URL wants it", broken);
        }
    }

    /** The body as text. */
    String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A parameter that must be there, and a whole number from 0. */
    long number(String name) throws IOException {
        String text = required(name);
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            throw new IOException("'" + name + "' is a whole number, not '" + text + "'", none);
        }
        throw new IOException("'" + name + "' is not below 0");
    }

    /** A parameter that must be there. */
    String required(String name) throws IOException {
        return Optional.ofNullable(query.get(name))
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IOException("the parameter '" + name + "' is missing"));
    }
}
