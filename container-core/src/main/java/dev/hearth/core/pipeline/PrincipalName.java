package dev.hearth.core.pipeline;

import org.jspecify.annotations.Nullable;

/** What a hook may say that a caller is called: nothing that could pass for nobody, or for more than one line of a log. */
final class PrincipalName {

    private PrincipalName() {}

    /**
     * The name itself.
     *
     * @throws IllegalArgumentException if there is none, or it has a control character or the end of a line in it
     */
    static String checked(@Nullable String name) {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a principal has a name, and not " + (name == null ? "null" : "a blank")
                    + ": decline, or leave it the one that it has");
        }
        if (name.chars().anyMatch(PrincipalName::endsLine)) {
            throw new IllegalArgumentException(
                    "the name of a principal has a control character or the end of a line in it");
        }
        return name;
    }

    private static boolean endsLine(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }
}
