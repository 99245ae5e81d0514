package dev.hearth.core.modules.names;

import org.jspecify.annotations.Nullable;

/**
 * What stands between two slashes of a pattern: a text, a text with one {@code *} in it for at least one character, or {@code **} for any number of
 * parts, also none.
 *
 * @param before what stands before the {@code *}; the whole text where there is none
 * @param after what stands behind it
 */
public record NamePart(Kind kind, String before, String after) {

    /** What a part is. */
    public enum Kind {
        /** A text without a wildcard. */
        TEXT,
        /** A text with a {@code *}. */
        WILDCARD,
        /** {@code **}. */
        PARTS
    }

    /** {@code **}. */
    public static final NamePart PARTS = new NamePart(Kind.PARTS, "", "");

    /** A text without a wildcard. */
    public static NamePart text(String text) {
        return new NamePart(Kind.TEXT, text, "");
    }

    /** A text with a {@code *} in it. */
    public static NamePart wildcard(String before, String after) {
        return new NamePart(Kind.WILDCARD, before, after);
    }

    /** What the {@code *} stands for in this part of a name; empty where there is no {@code *}, null if the part does not fit. */
    @Nullable
    String match(String part) {
        if (kind == Kind.TEXT) {
            return part.equals(before) ? "" : null;
        }
        int room = part.length() - before.length() - after.length();
        return room >= 1 && part.startsWith(before) && part.endsWith(after)
                ? part.substring(before.length(), before.length() + room)
                : null;
    }

    /** Whether some part of a name may fit both. May say yes where there is none, never no where there is one. */
    boolean overlaps(NamePart other) {
        if (kind == Kind.TEXT && other.kind == Kind.TEXT) {
            return before.equals(other.before);
        }
        if (kind == Kind.TEXT) {
            return other.match(before) != null;
        }
        if (other.kind == Kind.TEXT) {
            return match(other.before) != null;
        }
        boolean begins = before.startsWith(other.before) || other.before.startsWith(before);
        boolean ends = after.endsWith(other.after) || other.after.endsWith(after);
        return begins && ends;
    }
}
