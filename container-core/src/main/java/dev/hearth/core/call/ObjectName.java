package dev.hearth.core.call;

import java.util.Optional;

/** What an object may be called. */
public final class ObjectName {

    private static final int LONGEST = 200;

    private ObjectName() {}

    /** What is wrong with a name, as the end of a sentence that begins with it; empty if nothing is. */
    public static Optional<String> problem(String name) {
        if (name.isEmpty()) {
            return Optional.of("is empty: write at least one character");
        }
        if (name.length() > LONGEST) {
            return Optional.of("has " + name.length() + " characters: use at most " + LONGEST);
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of("holds a control character: take it out");
        }
        if (name.contains("~")) {
            return Optional.of("holds '~', which marks anonymous objects: take it out");
        }
        if (name.startsWith("/") || name.endsWith("/") || name.contains("//")) {
            return Optional.of("has a leading, trailing or double slash: take it out");
        }
        return Optional.empty();
    }
}
