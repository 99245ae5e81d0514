package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import dev.hearth.core.adopt.DescriptorFile;
import dev.hearth.core.adopt.Findings;
import dev.hearth.core.adopt.Proposal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks into a program that was not written for Hearth, and writes its descriptor. */
@Command(
        description = "looks into an RMI program that was not written for Hearth, and writes its hearth.yaml",
        footer = {
            "",
            "Runs no code of the program. Without --out or --write it prints what it finds and changes nothing.",
            "docs/MIGRATING.md takes a server, Spring's exporter, rmid's objects and session beans to Hearth."
        })
final class AdoptCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE.jar", description = "a JAR, or a folder of JARs: the program and its libraries")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private Path file;

    @Option(names = "--out", paramLabel = "NEW.jar", description = "writes a copy that has the descriptor")
    private @Nullable Path out;

    @Option(names = "--write", description = "writes the descriptor into the JAR itself")
    private boolean write;

    @Option(names = "--json", description = "prints JSON, for programs")
    private boolean json;

    AdoptCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws CommandException {
        if (out != null && write) {
            throw new CommandException(
                    ExitCode.USAGE, "--out and --write exclude each other", "--out leaves the JAR as it is");
        }
        Findings findings = look();
        String descriptor = Proposal.of(findings);
        Path target = write(findings, descriptor);
        if (json) {
            surroundings.out().println(Json.write(answer(findings, descriptor, target)));
        } else {
            new AdoptReport(findings, file).lines(descriptor, target).forEach(surroundings.out()::println);
        }
        return findings.isServer() ? ExitCode.OK : ExitCode.FAILED;
    }

    private Findings look() throws CommandException {
        try {
            return Findings.of(surroundings.absolute(file));
        } catch (IOException unreadable) {
            throw new CommandException(
                    ExitCode.USAGE,
                    String.valueOf(unreadable.getMessage()),
                    "name a JAR, or a folder that holds the program's JARs");
        }
    }

    /** Where the descriptor is now; null if it is nowhere. */
    private @Nullable Path write(Findings findings, String descriptor) throws CommandException {
        if (out == null && !write) {
            return null;
        }
        if (!findings.described().isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    String.join(", ", findings.described()) + " has a META-INF/hearth.yaml already, and keeps it",
                    "without --out and --write this command prints what it would have written");
        }
        if (!findings.isServer()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    file + ": " + AdoptReport.missing(findings) + "; nothing was written",
                    "name the folder, if its classes lie in more than one JAR");
        }
        try {
            return out == null ? into(findings, descriptor) : copy(findings, surroundings.absolute(out), descriptor);
        } catch (IOException failure) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the descriptor could not be written: " + failure.getMessage(),
                    "choose another place with --out NEW.jar");
        }
    }

    private static Path into(Findings findings, String descriptor) throws IOException {
        DescriptorFile.putInto(findings.target(), descriptor);
        return findings.path();
    }

    private static Path copy(Findings findings, Path to, String descriptor) throws IOException {
        DescriptorFile.putIntoCopy(findings, to, descriptor);
        return to;
    }

    private static Map<String, @Nullable Object> answer(Findings findings, String descriptor, @Nullable Path target) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("jars", findings.jars());
        answer.put("classes", findings.classes());
        answer.put("release", findings.release());
        answer.put("interfaces", findings.interfaces());
        answer.put("implementations", findings.implementations());
        answer.put("programs", findings.mains());
        answer.put("notes", findings.notes());
        answer.put("descriptor", descriptor);
        answer.put("written", target == null ? null : target.toString());
        return answer;
    }
}
