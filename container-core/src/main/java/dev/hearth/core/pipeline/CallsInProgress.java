package dev.hearth.core.pipeline;

import dev.hearth.core.dispatch.Chain;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The calls that have come and have not ended, for those who look at them or cancel one.
 *
 * <p>Every call enters and leaves, and hardly anybody looks. So a call takes a place that its thread had lately, in memory
 * that the thread's processor has at hand, and whoever looks goes through all places. Those who find none near go into a
 * map. Thread-safe, without locks.
 */
public final class CallsInProgress {

    /**
     * How many calls there are.
     *
     * @param waiting those that wait for something
     * @param chains those that begin a chain
     */
    public record Load(int calls, int waiting, int chains) {}

    private static final int THREADS = 128;

    /** A line of the processor's cache holds the places of one thread. */
    private static final int PLACES_PER_THREAD = 16;

    private static final int ELSEWHERE = -1;

    private final AtomicReferenceArray<@Nullable CallRun> places =
            new AtomicReferenceArray<>(THREADS * PLACES_PER_THREAD);

    /** Bounded by what bounds calls: connections, queues and threads. */
    private final ConcurrentHashMap<Long, CallRun> others = new ConcurrentHashMap<>();

    void add(CallRun call) {
        int first = (int) (Thread.currentThread().getId() % THREADS) * PLACES_PER_THREAD;
        for (int place = first; place < first + PLACES_PER_THREAD; place++) {
            if (places.getPlain(place) == null && places.compareAndSet(place, null, call)) {
                call.place(place);
                return;
            }
        }
        call.place(ELSEWHERE);
        others.put(call.id(), call);
    }

    /** Does nothing the second time. */
    void remove(CallRun call) {
        int place = call.place();
        if (place == ELSEWHERE) {
            others.remove(call.id(), call);
        } else if (places.getPlain(place) == call) {
            places.setRelease(place, null);
        }
    }

    /** The call of this id; null if it has ended. */
    @Nullable
    CallRun get(long id) {
        return all().stream().filter(call -> call.id() == id).findFirst().orElse(null);
    }

    /**
     * Those that are there now, in no order; one that comes or goes meanwhile may be missing.
     *
     * <p>With volatile reads: who has closed an intake before must see each call that found it open.
     */
    List<CallRun> all() {
        Stream<CallRun> placed =
                IntStream.range(0, places.length()).mapToObj(places::get).flatMap(Stream::ofNullable);
        return Stream.concat(placed, others.values().stream()).toList();
    }

    /** The chains of those that have begun one, with those that wait to begin; in no order. */
    List<Chain> chains() {
        return all().stream()
                .filter(call -> call.parent() == null && call.hasChain())
                .map(CallRun::chain)
                .toList();
    }

    Load load() {
        List<CallRun> all = all();
        return new Load(
                all.size(),
                (int) all.stream().filter(call -> !call.waitsFor().isEmpty()).count(),
                (int) all.stream().filter(call -> call.parent() == null).count());
    }
}
