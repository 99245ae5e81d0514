package dev.hearth.core.config;

/**
 * A value as somebody wrote it.
 *
 * @param key the key it was written for, such as {@code wire.message-timeout}
 * @param value a text, or from a file also a number, a truth value, a list or a map
 * @param place where it stands, for messages: {@code hearth.yaml:12}, {@code HEARTH_PORT}, {@code --port}
 */
record Said(String key, Object value, String place) {

    /** The line of a message about this value. */
    String problem(String what) {
        return place + ": " + what;
    }
}
