package dev.hearth.core.server;

import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.core.config.HearthConfig.Section;
import dev.hearth.core.modules.AddressRange;
import dev.hearth.core.pipeline.CallProcessor;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a section is about, for one of its patterns of objects.
 *
 * <p>Sorted, the more specific comes later, and its settings win: one whose pattern of objects says more of the name; of those
 * that say the same, one with methods; then one with principals; then one with peers; at last the one that stands later in the
 * file. Immutable.
 *
 * @param number the section's in the file, from 1
 */
record SectionMatch(
        int number,
        NamePattern objects,
        List<NamePattern> methods,
        List<AddressRange> peers,
        Set<String> principals,
        Section section) {

    private static final NamePattern ALL = new NamePattern("**");

    private static final Comparator<SectionMatch> SPECIFIC = Comparator.comparingInt(
                    (SectionMatch match) -> match.objects().weight())
            .thenComparing(match -> !match.methods().isEmpty())
            .thenComparing(match -> !match.principals().isEmpty())
            .thenComparing(match -> !match.peers().isEmpty())
            .thenComparing(SectionMatch::number);

    /**
     * The sections of a configuration, the most general first.
     *
     * @throws IllegalArgumentException if a range of addresses is none
     */
    static List<SectionMatch> of(List<Section> sections) {
        List<SectionMatch> all = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            Section section = sections.get(i);
            List<NamePattern> objects = patterns("objects", section.objects(), i + 1);
            for (NamePattern each : objects.isEmpty() ? List.of(ALL) : objects) {
                all.add(new SectionMatch(
                        i + 1,
                        each,
                        patterns("methods", section.methods(), i + 1),
                        ranges(section.peers(), i + 1),
                        Set.copyOf(section.principals()),
                        section));
            }
        }
        all.sort(SPECIFIC);
        return List.copyOf(all);
    }

    private static List<NamePattern> patterns(String selector, List<String> texts, int number) {
        return each(selector, texts, number, NamePattern::new);
    }

    private static List<AddressRange> ranges(List<String> texts, int number) {
        return each("peers", texts, number, AddressRange::parse);
    }

    private static <T> List<T> each(String selector, List<String> texts, int number, Function<String, T> reading) {
        try {
            return texts.stream().map(reading).toList();
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(selector + " in section " + number + ": " + wrong.getMessage(), wrong);
        }
    }

    /** What it says for a module; null if nothing. */
    @Nullable
    Map<String, Object> of(String module) {
        return section.modules().get(module);
    }

    /** All that decides about a module's settings, to be compared. */
    List<Object> saying(String module) {
        return List.of(
                objects.toString(),
                section.methods(),
                section.peers(),
                section.principals(),
                section.modules().getOrDefault(module, Map.of()));
    }

    /** Which calls it is about, for people. */
    String described() {
        StringBuilder text = new StringBuilder(objects.toString());
        add(text, "methods", section.methods());
        add(text, "principals", section.principals());
        add(text, "peers", section.peers());
        return text.toString();
    }

    private static void add(StringBuilder text, String name, List<String> values) {
        if (!values.isEmpty()) {
            text.append(", ").append(name).append(' ').append(String.join(" ", values));
        }
    }

    boolean matches(Call call) {
        return objects.matches(call.object())
                && (methods.isEmpty() || anyMethod(call.method()))
                && (peers.isEmpty() || anyPeer(call.peer().address()))
                && (principals.isEmpty() || isPrincipal(call));
    }

    private boolean anyMethod(String method) {
        for (int i = 0; i < methods.size(); i++) {
            if (methods.get(i).matches(method)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyPeer(InetAddress address) {
        for (int i = 0; i < peers.size(); i++) {
            if (peers.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }

    private boolean isPrincipal(Call call) {
        return call instanceof IdentifiedCall known
                && CallProcessor.identified(call)
                && principals.contains(known.principal());
    }
}
