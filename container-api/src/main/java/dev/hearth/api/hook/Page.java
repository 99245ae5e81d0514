package dev.hearth.api.hook;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A page that a module shows on the admin port, at {@code /pages/MODULE}. */
@FunctionalInterface
public interface Page {

    /**
     * Makes the page. Called for each request, by several threads at the same time that no call needs; may take its time.
     *
     * @param query what stands behind the question mark, decoded
     * @throws IllegalArgumentException if the query makes no sense: who asked is told the message
     * @throws Exception if it can't be made: who asked is told so, and the log why
     */
    Content show(Map<String, String> query) throws Exception;

    /**
     * A page.
     *
     * @param type the media type, with a character set where the body is text
     * @param body the bytes; not copied
     */
    record Content(String type, byte[] body) {

        /** Checks that both are there. */
        public Content {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(body, "body");
        }

        /** A page of this media type, in UTF-8. */
        public static Content of(String type, String body) {
            return new Content(type, body.getBytes(StandardCharsets.UTF_8));
        }

        /** Plain text. */
        public static Content text(String body) {
            return of("text/plain; charset=utf-8", body);
        }

        /** HTML. What is put into it must have been escaped. */
        public static Content html(String body) {
            return of("text/html; charset=utf-8", body);
        }

        /** JSON. */
        public static Content json(String body) {
            return of("application/json", body);
        }

        /** The body as text in UTF-8. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
