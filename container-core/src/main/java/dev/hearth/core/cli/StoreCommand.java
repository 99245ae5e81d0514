package dev.hearth.core.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about stored objects. */
@Command(
        description = "state in and out: export, import, show, backup, restore",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "'hearth store COMMAND --help' says more about a command."})
final class StoreCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "export, import, show, backup or restore is missing");
    }
}
