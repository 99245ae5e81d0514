package dev.hearth.core.modules.xray;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.core.modules.names.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One question: which calls, how many of them, and how long to wait for them. Thread-safe. */
final class Watch {

    private static final Set<String> PARAMETERS = Set.of("object", "caller", "count", "seconds");

    private final NamePattern objects;
    private final String caller;
    private final int seconds;
    private final CountDownLatch wanted;

    @GuardedBy("this")
    private final List<String> seen = new ArrayList<>();

    private final int count;

    private Watch(NamePattern objects, String caller, int count, int seconds) {
        this.objects = objects;
        this.caller = caller;
        this.count = count;
        this.seconds = seconds;
        wanted = new CountDownLatch(count);
    }

    /**
     * Reads a question: {@code object} (a pattern, all if absent), {@code caller} (a principal or an address), {@code count}
     * (10), {@code seconds} (10).
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    static Watch of(Map<String, String> query) {
        Set<String> unknown = new TreeSet<>(query.keySet());
        unknown.removeAll(PARAMETERS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no parameter " + unknown + ", but " + new TreeSet<>(PARAMETERS));
        }
        return new Watch(
                NamePattern.parse(query.getOrDefault("object", "**")),
                query.getOrDefault("caller", ""),
                number(query, "count", 10, 1_000),
                number(query, "seconds", 10, 60));
    }

    private static int number(Map<String, String> query, String name, int otherwise, int most) {
        String text = query.getOrDefault(name, Integer.toString(otherwise));
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("'" + name + "' is from 1 to " + most + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** Whether calls that arrive for this object may be some of these; who calls is not known then. */
    boolean wants(String object) {
        return wanted.getCount() > 0 && objects.match(object) != null;
    }

    /** Takes note of a call that is over, if it is one of these. */
    void note(String object, LoggedCall call) {
        boolean asked = caller.isEmpty()
                || caller.equals(call.principal())
                || caller.equals(call.peer().host());
        if (asked && wants(object)) {
            keep(CallText.of(call, call.steps()));
        }
    }

    private synchronized void keep(String text) {
        if (seen.size() < count) {
            seen.add(text);
            wanted.countDown();
        }
    }

    /** Waits for as many calls as are wanted, or until the time is up. */
    void await() throws InterruptedException {
        if (!wanted.await(seconds, TimeUnit.SECONDS)) {
            keepQuiet();
        }
    }

    private synchronized void keepQuiet() {
        seen.add(String.format(
                Locale.ROOT, "%d of %d calls of %s came within %d s%n", seen.size(), count, objects, seconds));
    }

    synchronized String text() {
        return String.join("\n", seen);
    }
}
