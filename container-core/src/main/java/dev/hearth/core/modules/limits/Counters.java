package dev.hearth.core.modules.limits;

/**
 * A table of counters by key, made once and never larger.
 *
 * <p>A key has eight places where its counter may be. Where all are taken, one whose bucket is full and that has no call in
 * progress is used for the new key: forgetting it changes nothing. If there is none, such keys share one counter: so whoever
 * makes up more keys than the table holds slows down others like himself, and makes no one's count be forgotten.
 *
 * <p>Thread-safe. A key that is there is found without a lock but those of its counters.
 */
final class Counters {

    private static final int WAYS = 8;
    private static final String SHARED = "";

    private final Counter[] counters;
    private final Counter shared = new Counter();
    private final int sets;
    private final Rate rate;

    /** @param keys for how many keys there is room, rounded up to a power of two, and 8 at least */
    Counters(Rate rate, int keys) {
        this.rate = rate;
        sets = keys <= WAYS ? 1 : Integer.highestOneBit(keys - 1) * 2 / WAYS;
        counters = new Counter[sets * WAYS];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = new Counter();
        }
        shared.takeOver(SHARED, rate, 0);
    }

    Rate rate() {
        return rate;
    }

    int size() {
        return counters.length;
    }

    /**
     * Counts a call of this key, if it may come.
     *
     * @param seat takes the counter that counts it
     * @return as {@link Counter#admit}
     */
    long admit(Object key, long now, Seat seat) {
        while (true) {
            Counter counter = of(key, now);
            long answer = counter.admit(counter == shared ? SHARED : key, rate, now);
            if (answer == Counter.ADMITTED) {
                seat.take(counter, rate);
            }
            if (answer != Counter.OTHER_KEY) {
                return answer;
            }
        }
    }

    private Counter of(Object key, long now) {
        int from = (spread(key.hashCode()) & (sets - 1)) * WAYS;
        for (int way = 0; way < WAYS; way++) {
            if (counters[from + way].isFor(key)) {
                return counters[from + way];
            }
        }
        return takeOver(key, from, now);
    }

    /** One at a time, so that two threads which bring the same new key find one place for it. */
    private synchronized Counter takeOver(Object key, int from, long now) {
        for (int way = 0; way < WAYS; way++) {
            if (counters[from + way].isFor(key)) {
                return counters[from + way];
            }
        }
        for (int way = 0; way < WAYS; way++) {
            if (counters[from + way].takeOver(key, rate, now)) {
                return counters[from + way];
            }
        }
        return shared;
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    /** Where it is kept which counter has counted a call. */
    interface Seat {

        void take(Counter counter, Rate rate);
    }
}
