package dev.hearth.core.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command that changes whether a deployment, or the whole container, takes calls. */
abstract class StateCommand extends ClientCommand {

    @Parameters(arity = "0..1", paramLabel = "DEPLOYMENT", description = "its name; default: the whole container")
    private @Nullable String deployment;

    StateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Asks for a state, and returns how it is then. */
    Map<?, ?> change(AdminClient client, String state) throws CommandException {
        Map<String, String> query =
                deployment == null ? Map.of("state", state) : Map.of("state", state, "deployment", deployment);
        return client.ask("POST", "/states", query, "", AdminClient.SOON);
    }

    /** How it is now. */
    Map<?, ?> look(AdminClient client) throws CommandException {
        return states(client).stream()
                .filter(row ->
                        deployment == null ? row.get("deployment") == null : deployment.equals(row.get("deployment")))
                .findFirst()
                .orElseThrow(() ->
                        new CommandException(ExitCode.FAILED, deployment + " was undeployed while this waited", ""));
    }

    /** The states of the container and of all deployments. */
    static List<Map<?, ?>> states(AdminClient client) throws CommandException {
        return rows(client.get("/states", Map.of()), "states");
    }

    /** A command for the same, in quotes. */
    String command(String name) {
        return "'hearth " + name + (deployment == null ? "" : " " + deployment) + "'";
    }

    /** Whom a row is about, as the subject of a sentence. */
    static String subject(Map<?, ?> row) {
        return row.get("deployment") == null ? "The container" : "Deployment " + row.get("deployment");
    }

    /** How many calls are in what a row is about. */
    static long inside(Map<?, ?> row) {
        return row.get("inside") instanceof Number count ? count.longValue() : 0;
    }

    /** As the end of a sentence; empty if nobody is in. */
    static String stillInside(Map<?, ?> row) {
        return inside(row) == 0 ? "" : " " + calls(inside(row)) + " still in it, and may finish.";
    }

    static String calls(long count) {
        return count == 1 ? "1 call is" : count + " calls are";
    }
}
