package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one stored object. */
@Command(description = "shows one stored object: type, number, size in bytes, whether it is active, and its state")
final class StoreShowCommand extends ClientCommand {

    @Parameters(paramLabel = "NAME", description = "the object's name, such as accounts/alice")
    private String name = "";

    StoreShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<?, ?> object = client.get("/store/objects", Map.of("name", name));
        print(object, Json.pretty(object));
        return ExitCode.OK;
    }
}
