package dev.hearth.api.hook;

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
     * @param type the media type, such as {@code text/plain}; its text is sent in UTF-8
     * @param text what stands on it
     */
    record Content(String type, String text) {

        /** Checks that both are there. */
        public Content {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(text, "text");
        }

        /** Plain text. */
        public static Content text(String text) {
            return new Content("text/plain", text);
        }

        /** HTML. What is put into it must have been escaped. */
        public static Content html(String text) {
            return new Content("text/html", text);
        }

        /** JSON. */
        public static Content json(String text) {
            return new Content("application/json", text);
        }
    }
}
