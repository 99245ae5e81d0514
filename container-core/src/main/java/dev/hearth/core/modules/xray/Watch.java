package dev.hearth.core.modules.xray;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Page;
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

    private static final Set<String> PARAMETERS = Set.of("object", "caller", "count", "seconds", "format");

    private final NamePattern objects;
    private final String caller;
    private final int seconds;
    private final boolean json;
    private final CountDownLatch wanted;

    @GuardedBy("this")
    private final List<SeenCall> seen = new ArrayList<>();

    private final int count;
    private volatile boolean begun;
    private volatile long begunNanos;

    private Watch(NamePattern objects, String caller, int count, int seconds, boolean json) {
        this.objects = objects;
        this.caller = caller;
        this.count = count;
        this.seconds = seconds;
        this.json = json;
        wanted = new CountDownLatch(count);
    }

    /**
     * Reads a question: {@code object} (a pattern, all if absent), {@code caller} (a principal or an address), {@code count}
     * (10), {@code seconds} (10), {@code format} ({@code text}, or {@code json} for programs).
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
                number(query, "seconds", 10, 60),
                isJson(query.getOrDefault("format", "text")));
    }

    private static boolean isJson(String format) {
        if (!format.equals("json") && !format.equals("text")) {
            throw new IllegalArgumentException("'format' is text or json, not '" + format + "'");
        }
        return format.equals("json");
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

    /** Takes note of a call that is over and was explained, if it is one of these. */
    void note(String object, LoggedCall call) {
        if (asksFor(object, call)) {
            keep(SeenCall.explained(call));
        }
    }

    /** The module's hooks know of it: calls that arrive from now on are looked at. */
    void begins() {
        begunNanos = System.nanoTime();
        begun = true;
    }

    /** The same of a call that no hook was asked about before: it was refused as it came, unless it came before the question. */
    void noteUnasked(LoggedCall call) {
        if (begun && call.startNanos() - begunNanos > 0 && asksFor(call.object(), call)) {
            keep(SeenCall.refusedAtOnce(call));
        }
    }

    private boolean asksFor(String object, LoggedCall call) {
        boolean asked = caller.isEmpty()
                || caller.equals(call.principal())
                || caller.equals(call.peer().host());
        return asked && wants(object);
    }

    private synchronized void keep(SeenCall call) {
        if (seen.size() < count) {
            seen.add(call);
            wanted.countDown();
        }
    }

    /** Waits for as many calls as are wanted, or until the time is up. */
    @SuppressWarnings("ReturnValueIgnored") // how many came is seen by what there is
    void await() throws InterruptedException {
        wanted.await(seconds, TimeUnit.SECONDS);
    }

    /** What has come until now. */
    synchronized Page.Content content() {
        return json ? Page.Content.json(CallJson.of(seen)) : Page.Content.text(text());
    }

    @GuardedBy("this")
    private String text() {
        List<String> texts = new ArrayList<>();
        seen.forEach(call -> texts.add(CallText.of(call)));
        if (seen.size() < count) {
            texts.add(String.format(
                    Locale.ROOT, "%d of %d calls of %s came within %d s%n", seen.size(), count, objects, seconds));
        }
        return String.join("\n", texts);
    }
}
