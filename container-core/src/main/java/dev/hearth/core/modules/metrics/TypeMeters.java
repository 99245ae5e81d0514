package dev.hearth.core.modules.metrics;

import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Timing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The numbers of the calls of one type of objects. Thread-safe. */
final class TypeMeters {

    static final String CALLS = "hearth.calls";
    static final String PHASES = "hearth.call.phases";

    private final Map<Outcome.Kind, Timer> byOutcome = new EnumMap<>(Outcome.Kind.class);
    private final Timer admission;
    private final Timer waiting;
    private final Timer inObject;
    private final Timer replying;

    /** @param histogram whether the times are also counted in buckets, from which percentiles can be read */
    TypeMeters(MeterRegistry registry, String type, boolean histogram) {
        for (Outcome.Kind kind : Outcome.Kind.values()) {
            Timer timer = Timer.builder(CALLS)
                    .description("Calls by the type of their object and how they came out, from arrival to outcome")
                    .tag("type", type)
                    .tag("outcome", word(kind))
                    .publishPercentileHistogram(histogram)
                    .register(registry);
            byOutcome.put(kind, timer);
        }
        admission = phase(registry, type, "admission");
        waiting = phase(registry, type, "waiting");
        inObject = phase(registry, type, "object");
        replying = phase(registry, type, "replying");
    }

    private static Timer phase(MeterRegistry registry, String type, String phase) {
        return Timer.builder(PHASES)
                .description("Where the time of calls went, by the type of their object: until admitted, waiting for"
                        + " their turn, in the object, and until the outcome was final")
                .tag("type", type)
                .tag("phase", phase)
                .register(registry);
    }

    private static String word(Outcome.Kind kind) {
        return kind == Outcome.Kind.RESULT ? "ok" : kind.name().toLowerCase(Locale.ROOT);
    }

    void count(LoggedCall call) {
        Timing timing = call.timing();
        long replied = call.local() ? 0 : timing.replying(); // of a nested call: until its chain is over
        long total = timing.admission() + timing.waiting() + timing.object() + replied;
        Objects.requireNonNull(byOutcome.get(call.outcome().kind()), "outcome").record(total, TimeUnit.NANOSECONDS);
        admission.record(timing.admission(), TimeUnit.NANOSECONDS);
        waiting.record(timing.waiting(), TimeUnit.NANOSECONDS);
        inObject.record(timing.object(), TimeUnit.NANOSECONDS);
        replying.record(replied, TimeUnit.NANOSECONDS);
    }
}
