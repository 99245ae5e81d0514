package dev.hearth.core.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what this is. */
@Command(description = "says which Hearth and which Java this is")
final class VersionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().println(HearthCommand.Version.text());
        return ExitCode.OK;
    }
}
