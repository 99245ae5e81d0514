package dev.hearth.core.adopt;

import dev.hearth.core.adopt.Implementation.Binding;
import dev.hearth.core.adopt.Implementation.Construction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** An object of the descriptor. */
    private record Named(String name, String className, String why, Construction construction) {

        static Named bound(Implementation found, Binding binding) {
            String doubt = binding.construction().certain() ? "" : "; which constructor makes it could not be seen";
            return new Named(
                    binding.name(), found.className(), "bound by " + binding.place() + doubt, binding.construction());
        }

        static Named after(String name, Implementation found) {
            return new Named(name, found.className(), "named after its class", found.construction());
        }
    }

    /** Of a program that is supposed to be a server. */
    public static final String NOT_SEEN =
            "No call could be seen that binds an object; a library may make it, or a dynamic language.";

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
        Optional<Findings.Main> main = findings.server().or(findings::supposed);
        main.ifPresentOrElse(this::writeProgram, () -> writeObjects(""));
    }

    private void writeProgram(Findings.Main main) {
        if (!main.server()) {
            line("# " + NOT_SEEN);
            line("# If it binds no object, it is no server, and this is not what it needs.");
        }
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
        Collection<Named> named = named().values();
        boolean any = named.stream().anyMatch(each -> each.construction().isComplete());
        line((any ? comment : "# ") + "objects:");
        named.forEach(each -> writeObject(each.construction().isComplete() ? comment : "# ", each));
        if (comment.isEmpty()) {
            line("");
            line(
                    "# threading: single   for code that must never run twice at a time; without it calls run side by side");
        }
    }

    private void writeObject(String comment, Named named) {
        line(comment + "  - name: " + scalar(named.name()) + "   # " + named.why());
        line(comment + "    class: " + named.className());
        Construction construction = named.construction();
        List<@Nullable Object> arguments = construction.arguments();
        if (!arguments.isEmpty()) {
            String list = arguments.stream()
                    .map(argument -> argument == null ? "…" : scalar(argument))
                    .collect(Collectors.joining(", ", "[", "]"));
            String missing = construction.isComplete()
                    ? ""
                    : "   # " + construction.constructor() + ": "
                            + (construction.possible()
                                    ? "say them"
                                    : "takes more than a descriptor can say; add a constructor");
            line(comment + "    args: " + list + missing);
        }
    }

    /** Those that code binds; where it binds none, those that no other servant makes. */
    private Map<String, Named> named() {
        Map<String, Named> named = new LinkedHashMap<>();
        for (Implementation found : findings.implementations()) {
            found.bindings().forEach(bound -> named.putIfAbsent(bound.name(), Named.bound(found, bound)));
        }
        Set<String> servants = findings.implementations().stream()
                .map(Implementation::className)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (named.isEmpty()) {
            findings.implementations().stream()
                    .filter(found -> found.makers().stream().noneMatch(servants::contains))
                    .filter(found -> found.construction().possible()
                            && !Character.isDigit(simple(found.className()).charAt(0)))
                    .map(found -> Named.after(BoundName.ofClass(simple(found.className())), found))
                    .forEach(each -> named.putIfAbsent(each.name(), each));
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
        return findings.server().or(findings::supposed).isPresent()
                || !new Proposal(findings).named().isEmpty();
    }
}
