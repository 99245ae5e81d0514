package dev.hearth.samples.quota;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each address: it holds a second's worth and refills steadily; a call takes one.
 *
 * <p>Holds at most {@link #MAX_PEERS} addresses, since anyone can make up new ones; the one that called longest ago is
 * forgotten and would begin with a full bucket. Thread-safe; one lock, held for some dozen nanoseconds.
 */
final class Buckets {

    static final int MAX_PEERS = 10_000;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private final Map<InetAddress, Bucket> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Bucket> eldest) {
            return size() > MAX_PEERS;
        }
    };

    Buckets(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    int perSecond() {
        return perSecond;
    }

    synchronized boolean tryTake(InetAddress address) {
        return byAddress.computeIfAbsent(address, unknown -> new Bucket()).tryTake();
    }

    synchronized int size() {
        return byAddress.size();
    }

    private final class Bucket {
        private double tokens = perSecond;
        private long filledAt = nanoTime.getAsLong();

        boolean tryTake() {
            long now = nanoTime.getAsLong();
            tokens = Math.min(perSecond, tokens + (now - filledAt) * 1e-9 * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
