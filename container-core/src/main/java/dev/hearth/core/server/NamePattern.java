package dev.hearth.core.server;

/**
 * A pattern of names with slashes: {@code *} stands for any letters within a part, {@code **} as a whole part for any number of
 * parts, also none. So {@code accounts/**} is {@code accounts} with all that is below it, and {@code accounts/*} what is right
 * below.
 *
 * <p>Immutable; makes no garbage.
 */
final class NamePattern {

    private final String text;

    /** @throws IllegalArgumentException if no name can be like it, or it has two stars where they mean no more than one */
    NamePattern(String text) {
        if (text.isBlank() || !text.equals(text.strip())) {
            throw new IllegalArgumentException("the pattern '" + text + "' is blank, or has blanks around it");
        }
        if (text.startsWith("/") || text.endsWith("/") || text.contains("//")) {
            throw new IllegalArgumentException(
                    "the pattern '" + text + "' has a leading, trailing or double slash, which no name has");
        }
        for (String part : text.split("/", -1)) {
            if (part.contains("**") && !part.equals("**")) {
                throw new IllegalArgumentException("the pattern '" + text
                        + "' has '**' beside other letters: it stands for whole parts, as in 'accounts/**'; within a part"
                        + " write '*'");
            }
        }
        this.text = text;
    }

    boolean matches(String name) {
        return parts(0, name, 0);
    }

    /** Whether the pattern's parts from one place on stand for the name's from another; past the end there are none. */
    private boolean parts(int pattern, String name, int at) {
        if (pattern > text.length()) {
            return at > name.length();
        }
        int patternEnd = end(text, pattern);
        if (patternEnd - pattern == 2 && text.startsWith("**", pattern)) {
            for (int rest = at; rest <= name.length(); rest = end(name, rest) + 1) {
                if (parts(patternEnd + 1, name, rest)) {
                    return true;
                }
            }
            return parts(patternEnd + 1, name, name.length() + 1);
        }
        if (at > name.length()) {
            return false;
        }
        int nameEnd = end(name, at);
        return letters(pattern, patternEnd, name, at, nameEnd) && parts(patternEnd + 1, name, nameEnd + 1);
    }

    private static int end(String of, int from) {
        int slash = of.indexOf('/', from);
        return slash < 0 ? of.length() : slash;
    }

    private boolean letters(int pattern, int patternEnd, String name, int from, int end) {
        int star = -1;
        int resume = 0;
        int p = pattern;
        int at = from;
        while (at < end) {
            if (p < patternEnd && text.charAt(p) == '*') {
                star = p++;
                resume = at;
            } else if (p < patternEnd && text.charAt(p) == name.charAt(at)) {
                p++;
                at++;
            } else if (star >= 0) {
                p = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (p < patternEnd && text.charAt(p) == '*') {
            p++;
        }
        return p == patternEnd;
    }

    /** How much of a name it says: more than any other for a whole name, else the letters before the first star. */
    int weight() {
        int star = text.indexOf('*');
        return star < 0 ? Integer.MAX_VALUE : star;
    }

    @Override
    public String toString() {
        return text;
    }
}
