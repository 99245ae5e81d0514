package dev.hearth.core.adapter;

import dev.hearth.core.call.HostedMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chooses which calls of a type's read-only methods are looked at: the first ones of each method, since a mistake mostly
 * shows at once and while its author is still there, and few of the rest. Thread-safe.
 */
final class ReadOnlySample {

    static final int FIRST = 100;
    private static final int THEN_ONE_OF = 1_000;

    private final Map<HostedMethod, AtomicInteger> taken = new ConcurrentHashMap<>();

    boolean take(HostedMethod method) {
        AtomicInteger count = taken.computeIfAbsent(method, first -> new AtomicInteger());
        return count.get() < FIRST
                ? count.getAndIncrement() < FIRST
                : ThreadLocalRandom.current().nextInt(THEN_ONE_OF) == 0;
    }
}
