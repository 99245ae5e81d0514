package dev.hearth.core.cli;

import dev.hearth.core.adopt.Coverage;
import dev.hearth.core.adopt.Findings;
import dev.hearth.core.adopt.Implementation;
import dev.hearth.core.adopt.Proposal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@code hearth adopt} shows to people. Used by one thread. */
final class AdoptReport {

    private static final String INDENT = "  ";
    private static final String DEEPER = " ".repeat(8);

    private final Findings findings;
    private final Path file;
    private final List<String> lines = new ArrayList<>();

    /** @param file as it was typed */
    AdoptReport(Findings findings, Path file) {
        this.findings = findings;
        this.file = file;
    }

    /** @param written where the descriptor was written to; null if it is only shown */
    List<String> lines(String descriptor, @Nullable Path written) {
        lines.add(headline());
        boolean shown =
                !findings.implementations().isEmpty() || !findings.mains().isEmpty();
        if (findings.interfaces().isEmpty() && !shown && !findings.isServer()) {
            lines.add("It holds no remote object, and no program that binds one.");
            addNotes();
            return lines;
        }
        addInterfaces();
        addObjects();
        addPrograms();
        addNotes();
        section("META-INF/hearth.yaml");
        descriptor.lines().forEach(line -> lines.add((INDENT + line).stripTrailing()));
        lines.add("");
        findings.supposed().ifPresent(main -> lines.add(main.className() + ": " + Proposal.NOT_SEEN));
        lines.add(verdict());
        lines.add(next(written));
        return lines;
    }

    private String headline() {
        String jars = Files.isDirectory(findings.path()) ? " (" + String.join(", ", findings.jars()) + ")" : "";
        return file + jars + ": " + count(findings.classes(), "class", "classes") + " for Java " + findings.release()
                + "; read, and not run";
    }

    private void addInterfaces() {
        if (findings.interfaces().isEmpty()) {
            return;
        }
        section("Remote interfaces");
        Table table = new Table("", "");
        findings.interfaces().forEach((name, methods) -> table.add(name, count(methods, "method", "methods")));
        add(table);
    }

    private void addObjects() {
        if (findings.implementations().isEmpty()) {
            return;
        }
        section("Remote objects");
        Table table = new Table("", "", "", "");
        for (Implementation found : findings.implementations()) {
            table.add(
                    found.className(),
                    found.base().isEmpty() ? "" : "extends " + found.base(),
                    found.construction().constructor(),
                    standing(found));
        }
        add(table);
    }

    private static String standing(Implementation found) {
        if (!found.names().isEmpty()) {
            return "bound as " + String.join(", ", found.names());
        }
        return found.makers().isEmpty() ? "" : "made by " + String.join(", ", found.makers());
    }

    private void addPrograms() {
        if (findings.mains().isEmpty()) {
            return;
        }
        section("Programs");
        Table table = new Table("", "");
        for (Findings.Main main : findings.mains()) {
            String names = main.names().isEmpty() ? "" : ", binds " + String.join(", ", main.names());
            String ports = main.ports().isEmpty()
                    ? ""
                    : ", makes a registry on "
                            + main.ports().stream().map(String::valueOf).collect(Collectors.joining(", "));
            String manifest = main.manifest() ? "; the manifest's Main-Class" : "";
            table.add(main.className(), main.role() + names + ports + manifest);
        }
        add(table);
    }

    private void addNotes() {
        for (Coverage coverage : List.of(Coverage.CHANGE, Coverage.LOOK, Coverage.FINE)) {
            Map<String, List<Findings.Note>> together = findings.notes().stream()
                    .filter(note -> note.coverage() == coverage)
                    .collect(Collectors.groupingBy(Findings.Note::becomes, LinkedHashMap::new, Collectors.toList()));
            if (!together.isEmpty()) {
                section(title(coverage));
                together.forEach((becomes, notes) -> addNotes(mark(coverage) + becomes, notes));
            }
        }
    }

    private static String title(Coverage coverage) {
        return switch (coverage) {
            case CHANGE -> "To change: it does not work as it stands";
            case LOOK -> "To look at";
            case FINE -> "Fine as it is";
        };
    }

    private static String mark(Coverage coverage) {
        return switch (coverage) {
            case CHANGE -> "NO  ";
            case LOOK -> "?   ";
            case FINE -> "ok  ";
        };
    }

    private void addNotes(String becomes, List<Findings.Note> notes) {
        lines.add(INDENT + becomes);
        Table table = new Table("", "");
        for (Findings.Note note : notes) {
            List<String> places = note.where().stream().map(String::valueOf).toList();
            table.add(note.what(), places.get(0));
            places.stream().skip(1).forEach(place -> table.add("", place));
            if (note.count() > places.size()) {
                table.add("", "and " + (note.count() - places.size()) + " more");
            }
        }
        table.lines().forEach(line -> lines.add(DEEPER + line));
    }

    private String verdict() {
        long changes = notes(Coverage.CHANGE);
        long looks = notes(Coverage.LOOK);
        String first = changes == 0
                ? "Nothing was found that stands against it"
                : count(changes, "thing has", "things have") + " to be changed first";
        return first + (looks == 0 ? "." : "; " + count(looks, "thing is", "things are") + " worth a look.");
    }

    private long notes(Coverage coverage) {
        return findings.notes().stream()
                .filter(note -> note.coverage() == coverage)
                .count();
    }

    private String next(@Nullable Path written) {
        if (written != null) {
            return "Written: " + written + ". Next: hearth check " + written;
        }
        if (!findings.described().isEmpty()) {
            return String.join(", ", findings.described()) + " has a META-INF/hearth.yaml already; nothing is written.";
        }
        if (!findings.isServer()) {
            return "There is nothing to write: " + missing(findings) + ".";
        }
        Path name = file.toAbsolutePath().normalize().getFileName();
        return "Next: hearth adopt " + file + " --out adopted/" + name + ", then hearth check adopted/" + name;
    }

    /** Why there is no descriptor. */
    static String missing(Findings findings) {
        if (findings.implementations().isEmpty()) {
            return findings.mains().isEmpty()
                    ? "it holds no remote object and no program that binds one"
                    : "it holds no remote object, and none of its programs was seen to be a server";
        }
        return "no code was seen that binds its objects, and none of them can be made by itself";
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private void section(String title) {
        lines.add("");
        lines.add(title);
    }

    private void add(Table table) {
        table.lines().forEach(line -> lines.add(INDENT + line));
    }
}
