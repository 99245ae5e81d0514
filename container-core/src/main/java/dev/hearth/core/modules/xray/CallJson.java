package dev.hearth.core.modules.xray;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Step;
import dev.hearth.api.hook.Timing;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened to calls, for programs: an array with an object for each. */
final class CallJson {

    private CallJson() {}

    static String of(List<SeenCall> calls) {
        return calls.stream().map(CallJson::call).collect(Collectors.joining(",", "[", "]"));
    }

    private static String call(SeenCall call) {
        return object(
                member("call", call.id()),
                member("object", call.object()),
                member("method", call.method()),
                member("principal", call.principal()),
                member("address", call.address()),
                member("outcome", outcome(call.kind())),
                raw("error", error(call.error())),
                raw("by", call.turned().map(CallJson::by).orElse("null")),
                member("nanos", call.nanos()),
                raw("timing", timing(call.timing())),
                raw("steps", call.steps().stream().map(CallJson::step).collect(Collectors.joining(",", "[", "]"))));
    }

    /** As the access log has it. */
    private static String outcome(Outcome.Kind kind) {
        return kind == Outcome.Kind.RESULT ? "ok" : kind.name().toLowerCase(Locale.ROOT);
    }

    private static String error(@Nullable Throwable error) {
        return error == null
                ? "null"
                : object(
                        member("class", error.getClass().getName()),
                        raw("message", error.getMessage() == null ? "null" : quoted(error.getMessage())));
    }

    private static String by(SeenCall.Turned by) {
        return object(member("phase", by.phase()), member("module", by.module()), member("reason", by.reason()));
    }

    private static String timing(@Nullable Timing timing) {
        return timing == null
                ? "null"
                : object(
                        member("admission", timing.admission()),
                        member("waiting", timing.waiting()),
                        member("object", timing.object()),
                        member("replying", timing.replying()));
    }

    private static String step(Step step) {
        return object(
                member("phase", step.phase()),
                member("module", step.module()),
                member("answer", step.answer()),
                member("nanos", step.nanos()));
    }

    private static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String name, long value) {
        return raw(name, Long.toString(value));
    }

    private static String member(String name, String value) {
        return raw(name, quoted(value));
    }

    private static String raw(String name, String json) {
        return quoted(name) + ":" + json;
    }

    /** As a text of JSON, in ASCII: half a surrogate pair, which has no form in UTF-8, is one too. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
