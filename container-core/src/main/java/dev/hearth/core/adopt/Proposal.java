package dev.hearth.core.adopt;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of a descriptor for a program: its {@code main}, where it has one that is a server, and else its objects, one by
 * one.
 *
 * <p>What somebody has to decide or to fill in stands there as a comment. Used by one thread.
 */
public final class Proposal {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./$-]*");
    private static final Set<String> NO_TEXT = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    private Proposal(Findings findings) {
        this.findings = findings;
    }

    /** The descriptor; nothing but comments where there is nothing to host. */
    public static String of(Findings findings) {
        Proposal proposal = new Proposal(findings);
        proposal.write();
        return proposal.text.toString();
    }

    private void write() {
        line("# What Hearth does with this program; written by 'hearth adopt', which has run no code of it.");
        line("");
        findings.server().ifPresentOrElse(this::writeProgram, () -> writeObjects(""));
    }

    private void writeProgram(Findings.Main main) {
        line("# The whole program, as it is: what it exports is hosted, what it binds is bound.");
        line("main: " + main.className());
        if (main.takesArguments()) {
            line("# It looks at its arguments; say them here, if it needs any:");
            line("# args: [\"…\"]");
        }
        if (!named().isEmpty()) {
            line("");
            line(
                    "# Or without its main, which lets Hearth decide when each object lives, and which thread may be in it:");
            writeObjects("# ");
        }
    }

    private void writeObjects(String comment) {
        Map<String, Implementation> named = named();
        boolean any =
                named.values().stream().anyMatch(found -> found.construction().isComplete());
        line((any ? comment : "# ") + "objects:");
        named.forEach((name, found) -> writeObject(found.construction().isComplete() ? comment : "# ", name, found));
        if (comment.isEmpty()) {
            line("");
            line(
                    "# threading: single   for code that must never run twice at a time; without it calls run side by side");
        }
    }

    private void writeObject(String comment, String name, Implementation found) {
        line(comment + "  - name: " + scalar(name) + why(found));
        line(comment + "    class: " + found.className());
        List<@Nullable Object> arguments = found.construction().arguments();
        if (!arguments.isEmpty()) {
            String list = arguments.stream()
                    .map(argument -> argument == null ? "…" : scalar(argument))
                    .collect(Collectors.joining(", ", "[", "]"));
            String missing = found.construction().isComplete()
                    ? ""
                    : "   # " + found.construction().constructor() + ": "
                            + (found.construction().possible()
                                    ? "say them"
                                    : "takes more than a descriptor can say; add a constructor");
            line(comment + "    args: " + list + missing);
        }
    }

    private static String why(Implementation found) {
        Place bound = found.bound();
        return bound == null ? "   # named after its class" : "   # bound by " + bound;
    }

    /** Those that code binds; where it binds none, those that no other servant makes. */
    private Map<String, Implementation> named() {
        Map<String, Implementation> named = new LinkedHashMap<>();
        for (Implementation found : findings.implementations()) {
            found.names().forEach(name -> named.putIfAbsent(name, found));
        }
        Set<String> servants = findings.implementations().stream()
                .map(Implementation::className)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (named.isEmpty()) {
            findings.implementations().stream()
                    .filter(found -> found.makers().stream().noneMatch(servants::contains))
                    .filter(found -> found.construction().possible()
                            && !Character.isDigit(simple(found.className()).charAt(0)))
                    .forEach(found -> named.putIfAbsent(BoundName.ofClass(simple(found.className())), found));
        }
        return named;
    }

    private static String simple(String className) {
        return className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** As YAML wants it: a text that could mean something else, or ends it, stands in quotes. */
    static String scalar(Object value) {
        if (!(value instanceof String said)) {
            return value.toString();
        }
        if (PLAIN.matcher(said).matches() && !NO_TEXT.contains(said.toLowerCase(Locale.ROOT))) {
            return said;
        }
        return said.chars().mapToObj(Proposal::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(character)
                        ? String.format("\\u%04x", character)
                        : String.valueOf((char) character);
        };
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Whether there is anything that Hearth could run or host. */
    static boolean isPossible(Findings findings) {
        return findings.server().isPresent() || !new Proposal(findings).named().isEmpty();
    }
}
