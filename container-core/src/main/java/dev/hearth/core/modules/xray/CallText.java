package dev.hearth.core.modules.xray;

import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Step;
import dev.hearth.api.hook.Timing;
import java.util.List;
import java.util.Locale;

/** What happened to a call, for people. */
final class CallText {

    private static final int MOST = 300;

    private CallText() {}

    static String of(LoggedCall call, List<Step> steps) {
        StringBuilder text = new StringBuilder();
        Timing timing = call.timing();
        line(
                text,
                "call %d  %s.%s  by %s@%s",
                call.id(),
                plain(call.object()),
                plain(call.method()),
                plain(call.principal()),
                call.peer().host());
        line(text, "  %s", plain(call.outcome().toString()));
        line(
                text,
                "  %s: admission %s, waiting %s, in the object %s, replying %s",
                millis(call.elapsed().toNanos()),
                millis(timing.admission()),
                millis(timing.waiting()),
                millis(timing.object()),
                millis(timing.replying()));
        for (Step step : steps) {
            line(
                    text,
                    "  %-12s  %-16s  %12s  %s",
                    step.phase(),
                    step.module().isEmpty() ? "(the object)" : step.module(),
                    millis(step.nanos()),
                    plain(step.answer()));
        }
        return text.toString();
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
