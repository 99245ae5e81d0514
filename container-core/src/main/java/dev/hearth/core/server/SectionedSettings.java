package dev.hearth.core.server;

import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.PerCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * What a module makes of its settings, for each combination of the sections that a call is in.
 *
 * <p>A tree: from each combination one goes on to those with one more section. A call walks down from the root, and makes
 * nothing but combinations that were not there before; beyond a thousand of them they are read each time. Thread-safe.
 */
final class SectionedSettings<T> implements PerCall<T> {

    private static final int MOST = 1_000;

    private final ModuleSettings own;
    private final List<SectionMatch> sections;
    private final Function<ModuleConfig, T> reading;
    private final AtomicInteger combinations = new AtomicInteger();
    private final Combination root;

    private final class Combination {
        private final Map<String, Object> values;
        private final T made;
        private final AtomicReferenceArray<Combination> further = new AtomicReferenceArray<>(sections.size());

        Combination(Map<String, Object> values, String place) {
            this.values = values;
            this.made = reading.apply(own.with(values, place));
        }

        Combination with(int section) {
            Combination known = further.get(section);
            if (known != null) {
                return known;
            }
            SectionMatch match = sections.get(section);
            Map<String, Object> merged = new HashMap<>(values);
            merged.putAll(match.section().modules().getOrDefault(own.module(), Map.of()));
            Combination made = new Combination(merged, "sections (" + match.number() + ")." + own.module());
            if (combinations.incrementAndGet() <= MOST) {
                further.set(section, made);
            }
            return made;
        }
    }

    /**
     * Reads the settings for the module alone and with each section.
     *
     * @param sections those with settings for the module, the most general first
     * @throws IllegalArgumentException if a section's settings make no sense
     */
    SectionedSettings(ModuleSettings own, List<SectionMatch> sections, Function<ModuleConfig, T> reading) {
        this.own = own;
        this.sections = sections;
        this.reading = reading;
        this.root = new Combination(own.values(), "modules." + own.module());
        for (int i = 0; i < sections.size(); i++) {
            Combination unused = root.with(i);
        }
    }

    @Override
    public T of(Call call) {
        Combination at = root;
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i).matches(call)) {
                at = at.with(i);
            }
        }
        return at.made;
    }
}
