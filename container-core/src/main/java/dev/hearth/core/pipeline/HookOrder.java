package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts the hooks of one phase in order: by order constant, module name and registration, with {@code before} and
 * {@code after} winning over all three. The same hooks always come out in the same order.
 */
final class HookOrder {

    private static final Comparator<Registration<?>> RANK = Comparator.<Registration<?>, Order>comparing(
                    Registration::order)
            .thenComparing(Registration::module)
            .thenComparing(Registration::sequence);

    private HookOrder() {}

    /**
     * The hooks in running order.
     *
     * @throws HookOrderException if the constraints form a circle; the message has its path
     */
    static <H> List<Registration<H>> sort(List<Registration<H>> hooks) {
        Map<Registration<H>, Set<Registration<H>>> followers = new HashMap<>();
        Map<Registration<H>, Integer> blockers = new HashMap<>();
        for (Registration<H> hook : hooks) {
            followers.put(hook, new LinkedHashSet<>());
            blockers.put(hook, 0);
        }
        for (Registration<H> first : hooks) {
            for (Registration<H> second : hooks) {
                boolean apart = !first.module().equals(second.module());
                if (apart && (first.wantsBefore(second) || second.wantsAfter(first))) {
                    if (followers.getOrDefault(first, Set.of()).add(second)) {
                        blockers.merge(second, 1, Integer::sum);
                    }
                }
            }
        }
        return release(hooks, followers, blockers);
    }

    private static <H> List<Registration<H>> release(
            List<Registration<H>> hooks,
            Map<Registration<H>, Set<Registration<H>>> followers,
            Map<Registration<H>, Integer> blockers) {
        PriorityQueue<Registration<H>> free = new PriorityQueue<>(RANK);
        hooks.stream().filter(hook -> blockers.getOrDefault(hook, 0) == 0).forEach(free::add);
        List<Registration<H>> sorted = new ArrayList<>(hooks.size());
        while (!free.isEmpty()) {
            Registration<H> next = free.remove();
            sorted.add(next);
            for (Registration<H> follower : followers.getOrDefault(next, Set.of())) {
                if (blockers.merge(follower, -1, Integer::sum) == 0) {
                    free.add(follower);
                }
            }
        }
        if (sorted.size() < hooks.size()) {
            List<Registration<H>> stuck = new ArrayList<>(hooks);
            stuck.removeAll(sorted);
            throw circle(stuck, followers);
        }
        return sorted;
    }

    /** Walks backwards from hook to blocker: among those that are stuck, each has one. */
    private static <H> HookOrderException circle(
            List<Registration<H>> stuck, Map<Registration<H>, Set<Registration<H>>> followers) {
        List<Registration<H>> path = new ArrayList<>();
        Registration<H> at = stuck.stream().min(RANK).orElseThrow();
        while (!path.contains(at)) {
            path.add(at);
            Registration<H> blocked = at;
            at = stuck.stream()
                    .filter(candidate ->
                            followers.getOrDefault(candidate, Set.of()).contains(blocked))
                    .min(RANK)
                    .orElseThrow();
        }
        List<String> names = new ArrayList<>();
        names.add(at.module());
        for (int i = path.size() - 1; i >= path.indexOf(at); i--) {
            names.add(path.get(i).module());
        }
        return new HookOrderException(
                "the hooks of phase " + at.phase().lowerCase() + " want to run in a circle: "
                        + String.join(" before ", names) + ": take one of these constraints back",
                Set.copyOf(names));
    }
}
