package dev.hearth.core.cli;

import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that sets something of one user. */
abstract class UserChangeCommand extends UserFileCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "the user")
    private String name = "";

    UserChangeCommand(Surroundings surroundings, UserKeeper keeper) {
        super(surroundings, keeper);
    }

    String name() {
        return name;
    }

    static String roles(Set<String> roles) {
        return roles.isEmpty() ? "no roles" : "the roles " + String.join(", ", roles);
    }

    /** One more. */
    @Command(
            description = "adds a user; the password is asked for, or is the first line of the standard input",
            footer = {"", "A password is no argument: arguments can be seen by everybody on the machine."})
    static final class Add extends UserChangeCommand {

        private final PasswordInput input;

        @Option(names = "--roles", split = ",", paramLabel = "ROLE", description = "what the user may act as")
        private List<String> roles = new ArrayList<>();

        Add(Surroundings surroundings, UserKeeper keeper, PasswordInput input) {
            super(surroundings, keeper);
            this.input = input;
        }

        @Override
        void run(UserKeeper users, HearthConfig read, Path folder) throws CommandException, RefusedException {
            users.requirePresent(read, folder, name(), false);
            char[] password = input.read(name());
            try {
                Set<String> sorted = new TreeSet<>(roles);
                users.add(read, folder, name(), password, sorted);
                print(name() + " may log in, with " + roles(sorted) + ".");
            } finally {
                Arrays.fill(password, '\0');
            }
        }
    }

    /** Another password. */
    @Command(
            description = "changes a user's password, which is asked for as with 'add'; their sessions end",
            footer = {"", "A password is no argument: arguments can be seen by everybody on the machine."})
    static final class Passwd extends UserChangeCommand {

        private final PasswordInput input;

        Passwd(Surroundings surroundings, UserKeeper keeper, PasswordInput input) {
            super(surroundings, keeper);
            this.input = input;
        }

        @Override
        void run(UserKeeper users, HearthConfig read, Path folder) throws CommandException, RefusedException {
            users.requirePresent(read, folder, name(), true);
            char[] password = input.read(name());
            try {
                users.password(read, folder, name(), password);
                print(name() + " has another password.");
            } finally {
                Arrays.fill(password, '\0');
            }
        }
    }

    /** Other roles. */
    @Command(description = "changes what a user may act as, also in the sessions that there are")
    static final class Roles extends UserChangeCommand {

        @Parameters(index = "1..*", paramLabel = "ROLE", description = "all roles of the user; none for none")
        private List<String> roles = new ArrayList<>();

        Roles(Surroundings surroundings, UserKeeper keeper) {
            super(surroundings, keeper);
        }

        @Override
        void run(UserKeeper users, HearthConfig read, Path folder) throws RefusedException {
            Set<String> sorted = new TreeSet<>(roles);
            users.roles(read, folder, name(), sorted);
            print(name() + " has " + roles(sorted) + ".");
        }
    }
}
