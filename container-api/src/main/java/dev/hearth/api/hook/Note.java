package dev.hearth.api.hook;

import java.util.Objects;

/**
 * The key of a note that one hook leaves on a call for another. Keys are compared by identity: keep one in a constant.
 *
 * @param <T> what the note holds
 */
public final class Note<T> {

    private final String name;
    private final Class<T> type;

    private Note(String name, Class<T> type) {
        this.name = name;
        this.type = type;
    }

    /** A new key; the name is for people who debug. */
    public static <T> Note<T> of(String name, Class<T> type) {
        return new Note<>(Objects.requireNonNull(name, "name"), Objects.requireNonNull(type, "type"));
    }

    /** What a note under this key holds. */
    public Class<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return name;
    }
}
