package dev.hearth.core.modules.metrics;

import dev.hearth.api.hook.LoggedCall;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts calls and measures their times, by the type of their object.
 *
 * <p>Each type that was ever deployed keeps its series, up to a bound; the rest, and objects of no deployed type, are counted
 * together as {@value #OTHERS}. Thread-safe; counting takes no lock.
 */
final class CallMeters {

    static final String OTHERS = "(others)";

    private final MeterRegistry registry;
    private final int mostTypes;
    private final boolean histogram;
    private final TypeMeters others;
    private final Map<String, TypeMeters> byType = new HashMap<>(); // under this
    private volatile TypeTable<TypeMeters> table;

    CallMeters(MeterRegistry registry, int mostTypes, boolean histogram) {
        this.registry = registry;
        this.mostTypes = mostTypes;
        this.histogram = histogram;
        others = new TypeMeters(registry, OTHERS, histogram);
        table = new TypeTable<>(List.of(), type -> others, others);
    }

    /** Types that are there now. */
    synchronized void know(Collection<String> types) {
        for (String type : types) {
            if (byType.size() < mostTypes) {
                byType.computeIfAbsent(type, fresh -> new TypeMeters(registry, fresh, histogram));
            }
        }
        table = new TypeTable<>(byType.keySet(), byType::get, others);
    }

    void count(LoggedCall call) {
        table.of(call.object()).count(call);
    }
}
