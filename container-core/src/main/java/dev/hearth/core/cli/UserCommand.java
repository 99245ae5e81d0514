package dev.hearth.core.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about users. */
@Command(
        description = "who may log in: add, remove, list, passwd, roles",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The users stand in the file modules.login.users of the data folder, with the hashes of their passwords. A",
            "container that runs sees each change within a second or two; the sessions of who was removed, or got another",
            "password, end then. 'hearth user COMMAND --help' says more about a command."
        })
final class UserCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "add, remove, list, passwd or roles is missing");
    }
}
