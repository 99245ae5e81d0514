package dev.hearth.core.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** The commands in groups, as the help shows them. Used by one thread. */
final class Groups implements IHelpSectionRenderer {

    private final CommandLine program;
    private final Map<String, Map<String, CommandLine>> groups = new LinkedHashMap<>();

    Groups(CommandLine program) {
        this.program = program;
    }

    /** A group to add commands to. */
    Group group(String name) {
        return new Group(groups.computeIfAbsent(name, unseen -> new LinkedHashMap<>()));
    }

    /** Lets a command say how it is used. */
    static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("says this")
                        .build());
    }

    @Override
    public String render(Help help) {
        StringBuilder text = new StringBuilder();
        Table table = new Table("", "", "");
        groups.forEach((group, commands) -> {
            String label = group;
            for (Map.Entry<String, CommandLine> command : commands.entrySet()) {
                String[] description =
                        command.getValue().getCommandSpec().usageMessage().description();
                table.add(label, command.getKey(), description.length == 0 ? "" : description[0]);
                label = "";
            }
        });
        table.lines().forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
        return text.toString();
    }

    /** One group. */
    final class Group {

        private final Map<String, CommandLine> commands;

        private Group(Map<String, CommandLine> commands) {
            this.commands = commands;
        }

        Group add(String name, Object command) {
            CommandLine added = command instanceof CommandLine made ? made : new CommandLine(command);
            program.addSubcommand(name, added);
            addHelp(added);
            commands.put(name, added);
            return this;
        }
    }
}
