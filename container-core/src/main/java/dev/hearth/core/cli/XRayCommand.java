package dev.hearth.core.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Waits for calls, and shows what happened to them. */
@Command(
        description =
                "waits for calls and shows what happened to each: every hook that was asked, its answer, its time")
final class XRayCommand extends ClientCommand {

    private static final int MARGIN_SECONDS = 10;

    @Option(
            names = "--object",
            paramLabel = "PATTERN",
            defaultValue = "**",
            description = "of which objects, such as accounts/** ; default: all")
    private String object = "**";

    @Option(names = "--caller", paramLabel = "WHO", defaultValue = "", description = "of which principal or address")
    private String caller = "";

    @Option(names = "--count", paramLabel = "N", defaultValue = "10", description = "how many; default: 10")
    private int count = 10;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "how long to wait for them, up to 60; default: 10")
    private int seconds = 10;

    XRayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("object", object);
        query.put("count", Integer.toString(count));
        query.put("seconds", Integer.toString(seconds));
        if (!caller.isEmpty()) {
            query.put("caller", caller);
        }
        query.put("format", json() ? "json" : "text");
        String shown = client.page("x-ray", query, Duration.ofSeconds((long) seconds + MARGIN_SECONDS));
        print(shown.stripTrailing());
        return ExitCode.OK;
    }
}
