package dev.hearth.core.cli;

import dev.hearth.core.admin.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calls a hosted object. */
@Command(
        description = "calls a hosted object; arguments and result are JSON",
        footer = {
            "",
            "An argument is JSON; what is none, and any argument for a text, may be typed without quotes.",
            "The call goes through all hooks. Of overloaded methods name one by its types: 'deposit(long)'.",
            "Put -- before arguments that begin with a dash: hearth call accounts/alice deposit -- -5"
        })
final class CallCommand extends ClientCommand {

    /** Longer than the container waits, which then says so. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    @Option(names = "--as", paramLabel = "USER", description = "calls as this user, with the user's roles")
    private @Nullable String as;

    @Parameters(index = "0", paramLabel = "NAME", description = "the object's name, such as accounts/alice")
    private String name = "";

    @Parameters(index = "1", paramLabel = "METHOD", description = "the method's name")
    private String method = "";

    @Parameters(index = "2..*", paramLabel = "ARG", description = "its arguments")
    private List<String> arguments = List.of();

    CallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(AdminClient client) throws CommandException {
        Map<String, Object> wanted = new LinkedHashMap<>(Map.of("object", name, "method", method, "words", arguments));
        if (as != null) {
            wanted.put("as", as);
        }
        String body = Json.write(wanted);
        Map<?, ?> answer = client.ask("POST", "/calls", Map.of(), body, PATIENCE);
        boolean succeeded = "result".equals(answer.get("outcome"));
        if (json()) {
            print(Json.write(answer));
            return succeeded ? ExitCode.OK : ExitCode.FAILED;
        }
        if (!succeeded) {
            throw failure(answer);
        }
        if (answer.containsKey("result")) {
            print(Json.write(answer.get("result")));
        }
        return ExitCode.OK;
    }

    private static CommandException failure(Map<?, ?> answer) {
        Map<?, ?> error = answer.get("error") instanceof Map<?, ?> fields ? fields : Map.of();
        @Nullable Object cause = error.get("cause");
        String message = error.get("class") + ": " + error.get("message")
                + (cause == null || String.valueOf(error.get("message")).contains(cause.toString())
                        ? ""
                        : ": " + cause);
        boolean ran = Boolean.TRUE.equals(answer.get("ran"));
        return new CommandException(
                ExitCode.FAILED, message, advice(String.valueOf(answer.get("outcome")), message, ran));
    }

    /** What the container refused under a code of its own says what to do; what is left is a wrong name. */
    private static String advice(String outcome, String message, boolean ran) {
        return switch (outcome) {
            case "exception" -> "The object itself threw this.";
            case "refused" ->
                ran ? "The method has run; what it did to persistent objects is undone." : refused(message);
            default -> "The container's log says more.";
        };
    }

    private static String refused(String message) {
        if (message.contains("HEARTH-DEADLINE") || message.contains("HEARTH-CANCELLED")) {
            return ""; // it says itself whether the method ran
        }
        return message.contains("HEARTH-")
                ? "The method has not run."
                : "The method has not run; 'hearth types NAME' shows what can be called.";
    }
}
