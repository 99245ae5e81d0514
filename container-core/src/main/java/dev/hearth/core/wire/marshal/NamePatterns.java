package dev.hearth.core.wire.marshal;

import java.util.ArrayList;
import java.util.List;

/**
 * The configured patterns of allowed classes, in the language of {@link java.io.ObjectInputFilter.Config#createFilter}:
 * {@code a.b.C}, {@code a.b.*}, {@code a.b.**}, {@code a.b.C*}, and {@code !} before any of them; the first that fits
 * decides. Asked by name, since the class is not loaded yet.
 *
 * <p>Immutable.
 */
final class NamePatterns {

    private final List<Pattern> patterns;

    private NamePatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads patterns; one text may hold several, separated by semicolons.
     *
     * @throws IllegalArgumentException if one is a limit or names a module; the message names it
     */
    static NamePatterns of(List<String> texts) {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : texts) {
            for (String each : text.split(";", -1)) {
                if (!each.isBlank()) {
                    patterns.add(Pattern.of(each.strip()));
                }
            }
        }
        return new NamePatterns(List.copyOf(patterns));
    }

    boolean allow(String className) {
        for (Pattern pattern : patterns) {
            if (pattern.fits(className)) {
                return pattern.allows;
            }
        }
        return false;
    }

    private record Pattern(boolean allows, String prefix, boolean open, boolean below) {

        static Pattern of(String text) {
            if (text.indexOf('=') >= 0 || text.indexOf('/') >= 0) {
                throw new IllegalArgumentException(
                        "wire.allow-classes takes class names and package patterns, not '" + text + "'");
            }
            boolean allows = !text.startsWith("!");
            String name = allows ? text : text.substring(1);
            if (name.endsWith(".**")) {
                return new Pattern(allows, name.substring(0, name.length() - 2), true, true);
            }
            if (name.endsWith(".*")) {
                return new Pattern(allows, name.substring(0, name.length() - 1), true, false);
            }
            boolean open = name.endsWith("*");
            return new Pattern(allows, open ? name.substring(0, name.length() - 1) : name, open, true);
        }

        boolean fits(String className) {
            if (!open) {
                return className.equals(prefix);
            }
            return className.startsWith(prefix) && (below || className.indexOf('.', prefix.length()) < 0);
        }
    }
}
