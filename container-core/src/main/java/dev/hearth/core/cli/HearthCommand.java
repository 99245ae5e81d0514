package dev.hearth.core.cli;

import dev.hearth.core.config.HearthVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
        name = "hearth",
        description = "An object server: drop a JAR into deploy/, call its objects through ordinary Java RMI stubs.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = HearthCommand.Version.class,
        footer = {"", "'hearth COMMAND --help' says more about a command."})
final class HearthCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The line that says which Hearth this is. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            return "Hearth " + HearthVersion.text() + ", on Java " + Runtime.version() + " ("
                    + System.getProperty("java.home") + ")";
        }
    }
}
