package dev.hearth.core.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds circles of chains that wait for each other's lanes, when they close, and dooms the youngest chain in each.
 *
 * <p>A chain waits for the holders of the lane that it waits for. Only chains that hold a lane wait here; a call from outside
 * that has not begun holds none, but for one that waits for the single thread in its persistent object's turn. Thread-safe:
 * one lock for all, taken only by those who wait.
 */
final class WaitGraph {

    /** A chain begins to wait; all circles that this closes are broken before the method returns. */
    synchronized void waits(Waiter waiter) {
        waiter.chain().waiter(waiter);
        for (List<Chain> circle = circle(waiter.chain()); circle != null; circle = circle(waiter.chain())) {
            Chain youngest =
                    circle.stream().max(Comparator.comparingLong(Chain::id)).orElseThrow();
            youngest.doom(new IllegalStateException("HEARTH-DEADLOCK: " + describe(circle)
                    + "; the youngest of these calls is given up, nothing of it is kept"));
        }
    }

    synchronized void waitsNoMore(Chain chain) {
        chain.waiter(null);
    }

    /** A circle through this chain, from it along the waits; null if there is none. */
    private static @Nullable List<Chain> circle(Chain start) {
        ArrayDeque<List<Chain>> paths = new ArrayDeque<>();
        Set<Chain> seen = new HashSet<>();
        paths.add(List.of(start));
        while (!paths.isEmpty()) {
            List<Chain> path = paths.remove();
            for (Chain holder : heldUpBy(path.get(path.size() - 1))) {
                if (holder == start) {
                    return path;
                }
                if (seen.add(holder)) {
                    List<Chain> longer = new ArrayList<>(path);
                    longer.add(holder);
                    paths.add(longer);
                }
            }
        }
        return null;
    }

    private static List<Chain> heldUpBy(Chain chain) {
        Waiter waiter = chain.waiter();
        if (waiter == null || chain.transaction().doomed() != null) {
            return List.of();
        }
        List<Chain> holders = waiter.lane().holders();
        return holders.contains(chain) ? List.of() : holders; // it has the lane already and is about to go on
    }

    private static String describe(List<Chain> circle) {
        return circle.stream()
                .map(chain -> {
                    Waiter waiter = chain.waiter();
                    return "[" + chain + "] waits for " + (waiter == null ? "nothing" : waiter.lane());
                })
                .collect(Collectors.joining(", "));
    }
}
