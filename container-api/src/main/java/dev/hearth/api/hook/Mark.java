package dev.hearth.api.hook;

import java.util.List;

/**
 * An annotation by name, as it stands in a class file. Immutable.
 *
 * @param type the name of the annotation's class, such as {@code jakarta.annotation.security.RolesAllowed}
 * @param values its element named "value" as texts: numbers and truth values as Java writes them, enum constants by their names,
 *     classes by theirs; a single value is a list of one. Empty where it has none, and for what holds annotations
 */
public record Mark(String type, List<String> values) {

    /** Copies the list. */
    public Mark {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return "@" + type + (values.isEmpty() ? "" : values);
    }
}
