package dev.hearth.core.dispatch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.Transaction;
import dev.hearth.core.call.WellKnown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call from outside, and all the calls between hosted objects that the threads running it make.
 *
 * <p>Run by one thread at a time; {@link #doom} may come from any.
 */
public final class Chain {

    private final long id;
    private final boolean readOnly;
    private final Transaction transaction;
    private final String deployment;
    private final Object description;

    private final List<Lane> kept = new ArrayList<>(2);

    @GuardedBy("this")
    private @Nullable Thread inMethod;

    private volatile @Nullable Waiter queued;
    private volatile @Nullable Waiter waiter;
    private volatile @Nullable Gate gate;

    private volatile boolean outside;
    private volatile boolean letIn;
    private volatile List<String> furtherDeployments = List.of();

    /**
     * @param id greater than that of every chain that began before
     * @param readOnly whether the call from outside is to a read-only method
     * @param deployment the name of the one whose object is called from outside
     * @param description the call that began the chain; its text is for messages
     */
    public Chain(long id, boolean readOnly, Transaction transaction, String deployment, Object description) {
        this.id = id;
        this.readOnly = readOnly;
        this.transaction = transaction;
        this.deployment = deployment;
        this.description = description;
    }

    /** A chain that no call began. */
    Chain(long id, boolean readOnly, Transaction transaction, Object description) {
        this(id, readOnly, transaction, "", description);
    }

    public long id() {
        return id;
    }

    public boolean readOnly() {
        return readOnly;
    }

    public Transaction transaction() {
        return transaction;
    }

    /** Nothing of this chain will be kept; whoever waits in it or runs its method is interrupted. */
    public void doom(Throwable reason) {
        transaction.doom(reason);
        Waiter waiting = waiter;
        if (waiting != null) {
            waiting.wake();
        }
        synchronized (this) {
            if (inMethod != null) {
                inMethod.interrupt();
            }
        }
    }

    /**
     * The current thread is in a method of this chain from now on, and may be interrupted by {@link #doom}.
     *
     * @return the thread that was before, which waits for this one; to be given back to {@link #leftMethod}
     */
    public synchronized @Nullable Thread inMethod() {
        Thread before = inMethod;
        inMethod = Thread.currentThread();
        return before;
    }

    /**
     * The current thread has left its method. An interrupt that is pending, from a doom that came too late or from the method
     * itself, must not end what the thread does next for others.
     */
    public synchronized void leftMethod(@Nullable Thread before) {
        inMethod = before;
        if (before != Thread.currentThread()) {
            Thread.interrupted();
        }
    }

    /** The thread that is in a method of this chain; null if none is. */
    public synchronized @Nullable Thread methodThread() {
        return inMethod;
    }

    /**
     * Whether the chain has entered a deployment of this name; it is in it until its end.
     *
     * <p>A chain says that it is in before it looks at the {@link Intake}, and takes it back if it has to wait there. So who
     * has closed an intake and finds no chain in, knows that none can come in.
     */
    public boolean isIn(String name) {
        return (deployment.equals(name) && !outside) || furtherDeployments.contains(name);
    }

    /** Whether the chain has begun, or will at once; those that manage the container's JVM don't count. */
    public boolean isInContainer() {
        return !outside && !deployment.equals(WellKnown.MANAGEMENT);
    }

    void enterDeployment(String name) {
        List<String> more = new ArrayList<>(furtherDeployments);
        more.add(name);
        furtherDeployments = List.copyOf(more);
    }

    void leaveDeployment(String name) {
        List<String> fewer = new ArrayList<>(furtherDeployments);
        fewer.remove(name);
        furtherDeployments = List.copyOf(fewer);
    }

    /** The chain's first call waits at an intake: it has not begun. */
    void waitOutside() {
        outside = true;
    }

    /** The chain's first call, which has waited at an intake, was let by. */
    void comeIn() {
        letIn = true;
        outside = false;
    }

    /** Whether the chain's first call has waited at an intake and was let by. */
    boolean letIn() {
        return letIn;
    }

    void keep(Lane lane) {
        if (!kept.contains(lane)) {
            kept.add(lane);
        }
    }

    /** Leaves the lanes of all persistent objects that the chain has entered. */
    public void leaveLanes() {
        for (Lane lane : kept) {
            lane.leaveForGood(this);
        }
        kept.clear();
    }

    /** Where the chain's first call lies in a queue, or lay last; null if it never did. */
    @Nullable
    Waiter queued() {
        return queued;
    }

    void queued(Waiter entering) {
        queued = entering;
    }

    @Nullable
    Waiter waiter() {
        return waiter;
    }

    /** Where the chain's first call has a place that it can lend; null if it has none. */
    @Nullable
    Gate gate() {
        return gate;
    }

    void gate(@Nullable Gate passed) {
        gate = passed;
    }

    void waiter(@Nullable Waiter waiting) {
        waiter = waiting;
    }

    @Override
    public String toString() {
        return description.toString();
    }
}
