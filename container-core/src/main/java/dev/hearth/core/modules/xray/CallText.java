package dev.hearth.core.modules.xray;

import dev.hearth.api.hook.Step;
import dev.hearth.api.hook.Timing;
import java.util.Locale;

/** What happened to a call, for people: how it came out and by whom, where its time went, and each step. */
final class CallText {

    private static final int MOST = 300;

    private CallText() {}

    static String of(SeenCall call) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "call %d  %s.%s  by %s@%s",
                call.id(),
                plain(call.object()),
                plain(call.method()),
                plain(call.principal()),
                call.address());
        line(text, "  %s", plain(outcome(call)));
        if (call.error() != null) {
            line(text, "  the caller gets %s", plain(call.error().toString()));
        }
        line(text, "  %s", time(call));
        int refused = call.turned().map(SeenCall.Turned::step).orElse(-1);
        for (int i = 0; i < call.steps().size(); i++) {
            line(text, "  %s%s", step(call.steps().get(i)), mark(i, refused, call.slowest()));
        }
        if (call.keptOut()) {
            line(text, "  the object's method has not run");
        }
        return text.toString();
    }

    /** Who decided what, in a few words. */
    private static String outcome(SeenCall call) {
        return switch (call.kind()) {
            case RESULT -> call.answeredBy().map(by -> "ok, answered by " + by).orElse("ok");
            case EXCEPTION -> call.objectThrew() ? "the object threw" : "exception";
            case REFUSED -> "REFUSED " + turned(call);
            case FAULT -> "FAULT " + turned(call);
        };
    }

    private static String turned(SeenCall call) {
        if (call.timing() == null) {
            return "before its hooks were asked";
        }
        return call.turned()
                .map(by -> "by " + by.module() + " in " + by.phase() + ": " + by.reason())
                .or(() -> call.declinedIn().map(phase -> "in " + phase + ": each hook there declined"))
                .or(() -> call.answeredBy().map(by -> "where " + by + " forwarded it to"))
                .orElse("by the container");
    }

    private static String time(SeenCall call) {
        Timing timing = call.timing();
        return millis(call.nanos())
                + (timing == null
                        ? ""
                        : ": admission " + millis(timing.admission()) + ", waiting " + millis(timing.waiting())
                                + ", in the object " + millis(timing.object()) + ", replying "
                                + millis(timing.replying()));
    }

    private static String step(Step step) {
        return String.format(
                Locale.ROOT,
                "%-12s  %-16s  %12s  %s",
                step.phase(),
                step.module().isEmpty() ? "(the object)" : step.module(),
                millis(step.nanos()),
                plain(step.answer()));
    }

    private static String mark(int at, int refused, int slowest) {
        return at == refused ? "   <-- here" : at == slowest ? "   <-- most of the time" : "";
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f ms", nanos / 1e6);
    }

    /** Names and messages are made up by others: they get no line of their own, and no end. */
    private static String plain(String text) {
        String shown = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
        StringBuilder plain = new StringBuilder(shown.length());
        shown.chars().forEach(c -> plain.append(Character.isISOControl(c) ? '?' : (char) c));
        return plain.toString();
    }
}
