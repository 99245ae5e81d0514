package dev.hearth.core.modules.names;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of names: {@code *} stands for any characters within a part, one at least, {@code **} for any number of parts.
 *
 * <p>With one {@code *} in a part and one {@code **} in all, a name is matched in one pass, whoever made it up. Immutable.
 */
public final class NamePattern {

    private final String text;
    private final List<NamePart> parts;
    private final int open; // where ** stands; negative if nowhere

    private NamePattern(String text, List<NamePart> parts) {
        this.text = text;
        this.parts = parts;
        this.open = parts.indexOf(NamePart.PARTS);
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is none, saying what is wrong
     */
    public static NamePattern parse(String text) {
        List<NamePart> parts = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            parts.add(part(part, text));
        }
        if (parts.indexOf(NamePart.PARTS) != parts.lastIndexOf(NamePart.PARTS)) {
            throw new IllegalArgumentException(
                    "'" + text + "' has ** twice; once is what can be matched without guessing");
        }
        return new NamePattern(text, List.copyOf(parts));
    }

    private static NamePart part(String part, String text) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no name: a part of it is empty");
        }
        if (part.equals("**")) {
            return NamePart.PARTS;
        }
        int star = part.indexOf('*');
        if (star != part.lastIndexOf('*')) {
            throw new IllegalArgumentException(
                    "'" + text + "': one * in a part, or ** alone between slashes, not '" + part + "'");
        }
        return star < 0 ? NamePart.text(part) : NamePart.wildcard(part.substring(0, star), part.substring(star + 1));
    }

    /** Its parts, between the slashes. */
    public List<NamePart> parts() {
        return parts;
    }

    /** What the wildcards stand for, in their order; null if the name does not fit. */
    public @Nullable List<String> match(String name) {
        String[] names = name.split("/", -1);
        List<String> found = new ArrayList<>();
        if (open < 0) {
            return names.length == parts.size() && match(names, 0, 0, names.length, found) ? found : null;
        }
        int behind = parts.size() - open - 1;
        int rest = names.length - behind;
        if (rest < open || !match(names, 0, 0, open, found)) {
            return null;
        }
        found.add(String.join("/", List.of(names).subList(open, rest)));
        return match(names, rest, open + 1, behind, found) ? found : null;
    }

    private boolean match(String[] names, int from, int part, int count, List<String> found) {
        for (int i = 0; i < count; i++) {
            NamePart wanted = parts.get(part + i);
            String stood = wanted.match(names[from + i]);
            if (stood == null) {
                return false;
            }
            if (wanted.kind() == NamePart.Kind.WILDCARD) {
                found.add(stood);
            }
        }
        return true;
    }

    /** Whether some name may fit both this pattern and these parts. */
    public boolean overlaps(List<NamePart> others) {
        return overlap(parts, others);
    }

    private static boolean overlap(List<NamePart> some, List<NamePart> others) {
        if (some.isEmpty()) {
            return others.stream().allMatch(part -> part.kind() == NamePart.Kind.PARTS);
        }
        if (others.isEmpty()) {
            return overlap(others, some);
        }
        NamePart first = some.get(0);
        NamePart other = others.get(0);
        if (first.kind() == NamePart.Kind.PARTS) {
            return overlap(rest(some), others) || overlap(some, rest(others));
        }
        if (other.kind() == NamePart.Kind.PARTS) {
            return overlap(others, some);
        }
        return first.overlaps(other) && overlap(rest(some), rest(others));
    }

    private static List<NamePart> rest(List<NamePart> parts) {
        return parts.subList(1, parts.size());
    }

    @Override
    public String toString() {
        return text;
    }
}
