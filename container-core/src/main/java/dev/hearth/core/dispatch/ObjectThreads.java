package dev.hearth.core.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.adapter.Transaction;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The threads of {@code PER_OBJECT} objects, and the one of all {@code SINGLE} objects. Thread-safe. */
final class ObjectThreads {

    private final ThreadKind kind;
    private final int most;
    private final AtomicInteger count = new AtomicInteger();
    private final Lane singleLane;
    private final LifecycleTurns lifecycle;

    @GuardedBy("this")
    private @Nullable ObjectThread single;

    ObjectThreads(ThreadKind kind, int most, Function<ObjectSlot, Transaction> transactions, Executor laterTurns) {
        this.kind = kind;
        this.most = most;
        this.singleLane = new Lane("the single thread");
        this.lifecycle = new LifecycleTurns(transactions, laterTurns);
    }

    ObjectThread startFor(String object) {
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            throw new BusyException(
                    most + " objects have a thread of their own, the most that threads.per-object allows");
        }
        try {
            return ObjectThread.start("hearth-object-" + object, kind);
        } catch (OutOfMemoryError none) {
            count.decrementAndGet();
            throw new BusyException("no thread could be made for " + object + " (" + none.getMessage() + ")");
        }
    }

    void ended() {
        count.decrementAndGet();
    }

    /** A platform thread always: users of SINGLE may rely on one that native code knows. */
    synchronized ObjectThread single() {
        if (single == null) {
            single = ObjectThread.start("hearth-single", ThreadKind.platform());
        }
        return single;
    }

    LifecycleTurns lifecycle() {
        return lifecycle;
    }

    /** How many objects have a thread of their own now. */
    int count() {
        return count.get();
    }

    Lane singleLane() {
        return singleLane;
    }

    synchronized void stop() {
        if (single != null) {
            single.stop();
        }
    }
}
