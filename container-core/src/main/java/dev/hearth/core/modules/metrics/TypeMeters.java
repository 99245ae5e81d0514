package dev.hearth.core.modules.metrics;

import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Outcome;
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

    private final Map<Outcome.Kind, Timer> byOutcome = new EnumMap<>(Outcome.Kind.class);

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
    }

    private static String word(Outcome.Kind kind) {
        return kind == Outcome.Kind.RESULT ? "ok" : kind.name().toLowerCase(Locale.ROOT);
    }

    void count(LoggedCall call) {
        Objects.requireNonNull(byOutcome.get(call.outcome().kind()), "outcome")
                .record(call.elapsed().toNanos(), TimeUnit.NANOSECONDS);
    }
}
