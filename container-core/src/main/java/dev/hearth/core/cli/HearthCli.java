package dev.hearth.core.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/**
 * The program {@code hearth}.
 *
 * <p>The commands that ask a running container touch nothing of it: not its logging, not its libraries; so they answer
 * fast.
 */
public final class HearthCli {

    private static final int WIDTH = 100;

    private final Launcher launcher;
    private final DemoRunner demo;
    private final Prover prover;
    private final Inspector inspector;
    private final Restorer restorer;
    private final UserKeeper users;
    private final Surroundings surroundings;

    /** The program in this process: its streams, environment and working directory. */
    public HearthCli(
            Launcher launcher,
            DemoRunner demo,
            Prover prover,
            Inspector inspector,
            Restorer restorer,
            UserKeeper users) {
        this(launcher, demo, prover, inspector, restorer, users, Surroundings.ofThisProcess());
    }

    HearthCli(
            Launcher launcher,
            DemoRunner demo,
            Prover prover,
            Inspector inspector,
            Restorer restorer,
            UserKeeper users,
            Surroundings surroundings) {
        this.launcher = launcher;
        this.demo = demo;
        this.prover = prover;
        this.inspector = inspector;
        this.restorer = restorer;
        this.users = users;
        this.surroundings = surroundings;
    }

    /**
     * Runs a command to its end. Not to be called twice at the same time.
     *
     * @return an {@link ExitCode}
     */
    public int run(String... arguments) {
        CommandLine program = program();
        int code = arguments.length == 0 ? usage(program) : program.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    private int usage(CommandLine program) {
        program.usage(surroundings.out());
        return ExitCode.USAGE;
    }

    private CommandLine program() {
        CommandLine program = new CommandLine(new HearthCommand());
        addCommands(program);
        program.setUsageHelpWidth(WIDTH);
        program.setCaseInsensitiveEnumValuesAllowed(true);
        program.setOut(surroundings.out());
        program.setErr(surroundings.err());
        program.setParameterExceptionHandler((wrong, arguments) -> misused(wrong));
        program.setExecutionExceptionHandler((failure, command, result) -> failed(failure));
        return program;
    }

    private void addCommands(CommandLine program) {
        Groups.addHelp(program);
        program.getCommandSpec()
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("says which Hearth this is")
                        .build());
        Groups groups = new Groups(program);
        groups.group("run")
                .add("start", new StartCommand(surroundings, launcher))
                .add("demo", new DemoCommand(surroundings, demo))
                .add("check", new CheckCommand(surroundings, inspector))
                .add("reload", new ReloadCommand(surroundings))
                .add("prove", new ProveCommand(surroundings, prover))
                .add("version", new VersionCommand(surroundings));
        groups.group("call").add("call", new CallCommand(surroundings));
        groups.group("look")
                .add("objects", new ObjectsCommand(surroundings))
                .add("types", new TypesCommand(surroundings))
                .add("hooks", new HooksCommand(surroundings))
                .add("modules", new ModulesCommand(surroundings))
                .add("ps", new PsCommand(surroundings))
                .add("page", new PageCommand(surroundings))
                .add("x-ray", new XRayCommand(surroundings))
                .add("sessions", new SessionsCommand(surroundings));
        groups.group("steer")
                .add("deploy", new DeployCommand(surroundings))
                .add("undeploy", new UndeployCommand(surroundings))
                .add("rollback", new RollbackCommand(surroundings))
                .add("adopt", new AdoptCommand(surroundings))
                .add("remove", new RemoveCommand(surroundings))
                .add("hold", new HoldCommand(surroundings))
                .add("resume", new ResumeCommand(surroundings))
                .add("discard", new DiscardCommand(surroundings))
                .add("drain", new DrainCommand(surroundings))
                .add("cancel", new CancelCommand(surroundings));
        groups.group("keep").add("store", storeCommand()).add("user", userCommand());
        program.addSubcommand("warm-up", new WarmUpCommand(surroundings, launcher, users));
        program.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, groups);
    }

    private CommandLine storeCommand() {
        CommandLine store = new CommandLine(new StoreCommand());
        Groups groups = new Groups(store);
        groups.group("out").add("export", new StoreExportCommand(surroundings));
        groups.group("in").add("import", new StoreImportCommand(surroundings, () -> System.in));
        groups.group("look").add("show", new StoreShowCommand(surroundings));
        groups.group("keep")
                .add("backup", new StoreBackupCommand(surroundings))
                .add("restore", new StoreRestoreCommand(surroundings, restorer));
        store.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, groups);
        return store;
    }

    private CommandLine userCommand() {
        CommandLine user = new CommandLine(new UserCommand());
        Groups groups = new Groups(user);
        PasswordInput passwords = PasswordInput.ofThisProcess();
        groups.group("")
                .add("add", new UserChangeCommand.Add(surroundings, users, passwords))
                .add("remove", new UserFileCommand.Remove(surroundings, users))
                .add("list", new UserFileCommand.ListThem(surroundings, users))
                .add("passwd", new UserChangeCommand.Passwd(surroundings, users, passwords))
                .add("roles", new UserChangeCommand.Roles(surroundings, users));
        user.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, groups);
        return user;
    }

    private int misused(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        return report(new CommandException(
                ExitCode.USAGE, String.valueOf(wrong.getMessage()), "'" + help + "' says how it is used"));
    }

    private int failed(Exception failure) {
        return report(
                failure instanceof CommandException told
                        ? told
                        : new CommandException(
                                ExitCode.FAILED,
                                "hearth failed: " + failure,
                                "this is Hearth's own fault; the container's log may say more"));
    }

    private int report(CommandException failure) {
        PrintWriter err = surroundings.err();
        err.println(failure.getMessage());
        if (!failure.advice().isEmpty()) {
            err.println(failure.advice());
        }
        return failure.exitCode();
    }
}
