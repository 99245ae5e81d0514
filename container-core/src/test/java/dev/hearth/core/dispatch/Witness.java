package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.ScriptedObject;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sees every call in every object, and remembers the first thing that its threading policy forbids. Thread-safe. */
final class Witness {

    private final int mostPooled;
    private final int mostRequests;
    private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
    private final Map<String, AtomicReference<@Nullable Chain>> alone = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Thread> single = new AtomicReference<>();
    private final Map<ScriptedObject, Thread> own = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Thread, Boolean> requests = Collections.synchronizedMap(new WeakHashMap<>());
    private final AtomicInteger pooledNow = new AtomicInteger();
    private final AtomicInteger requestsNow = new AtomicInteger();

    Witness(Bounds bounds) {
        mostPooled = bounds.pooled();
        mostRequests = bounds.requests();
    }

    /** How many calls from outside may be in objects at once. */
    record Bounds(int pooled, int requests) {}

    /** A call in an object. */
    record Visit(ScriptedObject self, String object, Threading threading, Chain chain, boolean root, boolean readOnly) {

        private boolean persistent() {
            return object.startsWith("persistent");
        }

        private boolean shares() {
            return readOnly && (threading == Threading.POOLED || threading == Threading.PER_REQUEST);
        }
    }

    /** What happens in the object. */
    interface Work {
        @Nullable
        Object run() throws Exception;
    }

    static Threading threadingOf(String object) {
        String type = object.substring(object.indexOf('-') + 1, object.indexOf('/'));
        return Threading.valueOf(type.toUpperCase(Locale.ROOT));
    }

    @Nullable
    String fault() {
        return fault.get();
    }

    void fault(String what) {
        fault.compareAndSet(null, what);
    }

    @Nullable
    Object watch(Visit visit, Work work) throws Exception {
        return switch (visit.threading()) {
            case SINGLE -> {
                onTheOneThread(visit);
                yield alone("the single thread", visit, () -> alone(visit.object(), visit, work));
            }
            case PER_OBJECT -> {
                onItsOwnThread(visit);
                yield alone(visit.object(), visit, work);
            }
            case PER_REQUEST -> {
                onANewThread(visit);
                yield few(requestsNow, mostRequests, visit, work);
            }
            default -> visit.root() ? few(pooledNow, mostPooled, visit, work) : asItsKindWants(visit, work);
        };
    }

    private @Nullable Object few(AtomicInteger now, int most, Visit visit, Work work) throws Exception {
        if (now.incrementAndGet() > most) {
            fault("more than " + most + " are in " + visit.threading() + " objects");
        }
        try {
            return asItsKindWants(visit, work);
        } finally {
            now.decrementAndGet();
        }
    }

    private @Nullable Object asItsKindWants(Visit visit, Work work) throws Exception {
        if (!visit.persistent()) {
            return work.run();
        }
        return visit.shares() ? withoutAWriter(visit, work) : alone(visit.object(), visit, work);
    }

    private void onTheOneThread(Visit visit) {
        Thread here = Thread.currentThread();
        if (!single.compareAndSet(null, here) && single.get() != here) {
            fault(visit + " was on " + here + ", not on " + single);
        }
    }

    private void onItsOwnThread(Visit visit) {
        Thread here = Thread.currentThread();
        Thread before = own.putIfAbsent(visit.self(), here);
        if (before != null && before != here) {
            fault(visit + " was on " + here + ", not on " + before);
        }
    }

    private void onANewThread(Visit visit) {
        if (requests.put(Thread.currentThread(), true) != null) {
            fault(visit + " was on a thread that has run another call: " + Thread.currentThread());
        }
    }

    private AtomicReference<@Nullable Chain> whoIsIn(String place) {
        return alone.computeIfAbsent(place, unseen -> new AtomicReference<>());
    }

    private @Nullable Object alone(String place, Visit visit, Work work) throws Exception {
        AtomicReference<@Nullable Chain> in = whoIsIn(place);
        Chain before = in.getAndSet(visit.chain());
        if (before != null && before != visit.chain()) {
            fault(visit + " met [" + before + "] in " + place);
        }
        try {
            return work.run();
        } finally {
            if (!in.compareAndSet(visit.chain(), before)) {
                fault(visit + " was met in " + place);
            }
        }
    }

    private @Nullable Object withoutAWriter(Visit visit, Work work) throws Exception {
        AtomicReference<@Nullable Chain> in = whoIsIn(visit.object());
        long before = visit.self().value;
        Object result = work.run();
        if (in.get() != null || visit.self().value != before) {
            fault(visit + " read while [" + in + "] changed");
        }
        return result;
    }
}
