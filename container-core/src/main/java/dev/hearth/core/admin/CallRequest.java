package dev.hearth.core.admin;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the body of a call request says.
 *
 * @param object the object's name
 * @param method the method's name, with parameter types where overloads are meant
 * @param arguments a text that is JSON, or, where {@code words}, perhaps a bare word
 * @param words whether the arguments were typed by somebody: what is no JSON is then a text
 * @param as the user whom the call is made as
 */
record CallRequest(String object, String method, List<String> arguments, boolean words, Optional<String> as) {

    /**
     * Reads {@code {"object": …, "method": …, "arguments": [JSON…]}}, or with {@code "words": [texts…]} instead of the
     * arguments; with {@code "as": USER} in the name of a user.
     *
     * @throws IOException if it is something else
     */
    static CallRequest read(String body) throws IOException {
        if (!(Json.read(body) instanceof Map<?, ?> fields)
                || !(fields.get("object") instanceof String object)
                || !(fields.get("method") instanceof String method)) {
            throw new IOException("a JSON object with the texts 'object' and 'method' is expected");
        }
        boolean words = fields.containsKey("words");
        Object arguments = words ? fields.get("words") : fields.get("arguments");
        if (arguments == null) {
            return new CallRequest(object, method, List.of(), false, as(fields));
        }
        if (!(arguments instanceof List<?> values)) {
            throw new IOException("'arguments' or 'words' is a list");
        }
        return new CallRequest(
                object, method, values.stream().map(value -> text(value, words)).toList(), words, as(fields));
    }

    private static Optional<String> as(Map<?, ?> fields) throws IOException {
        Object as = fields.get("as");
        if (as != null && !(as instanceof String)) {
            throw new IOException("'as' is the name of a user");
        }
        return Optional.ofNullable((String) as);
    }

    private static String text(@Nullable Object value, boolean word) {
        return word ? String.valueOf(value) : Json.write(value);
    }
}
