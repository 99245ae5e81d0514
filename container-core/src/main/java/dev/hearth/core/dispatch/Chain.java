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
 * <p>Run by one thread at a time; {@link #doom}, {@link #forfeitPlaces} and {@link #heldUpBy} may come from any.
 */
public final class Chain {

    private final long id;
    private final boolean readOnly;
    private final Transaction transaction;
    private final String deployment;
    private final Object description;

    private List<Lane> kept = List.of();

    /** Null while the container works for the chain: then nobody may interrupt its thread. */
    @GuardedBy("this")
    private @Nullable Thread inMethod;

    @GuardedBy("this")
    private boolean doomed;

    private volatile @Nullable Waiter queued;
    private volatile @Nullable Waiter waiter;
    private volatile @Nullable Pass pass;

    @GuardedBy("this")
    private List<Pass> nestedPasses = List.of();

    private volatile boolean outside;
    private volatile boolean letIn;
    private volatile @Nullable List<String> furtherDeployments; // null: none, as for most chains

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

    // giving up

    /** Nothing of this chain will be kept; whoever waits in it or runs its method is interrupted. */
    public void doom(Throwable reason) {
        transaction.doom(reason);
        Waiter waiting = waiter;
        if (waiting != null) {
            waiting.wake();
        }
        synchronized (this) {
            doomed = true;
            if (inMethod != null) {
                inMethod.interrupt();
            }
        }
    }

    /** Nobody waits for the chain any more: others may have its places, as far as {@code threads.overtaken} allows. */
    public void forfeitPlaces() {
        Pass first = pass;
        if (first != null) {
            first.forfeit();
        }
        List<Pass> nested;
        synchronized (this) {
            nested = List.copyOf(nestedPasses);
        }
        nested.forEach(Pass::forfeit);
    }

    // the thread in its methods: interrupts reach it there and nowhere else

    /**
     * The current thread enters a method of this chain, from where the container works for it.
     *
     * @param strange whether the thread is not the container's; then interrupts from elsewhere are its owner's business.
     *     Otherwise one that is pending was meant for somebody else, who was on the thread before
     */
    public synchronized void entersMethod(boolean strange) {
        if (!strange) {
            Thread.interrupted();
        }
        inMethod = Thread.currentThread();
    }

    /**
     * The current thread has left the method. An interrupt that is pending, from a doom that came too late or from the method
     * itself, must not end what the thread does next for others.
     */
    public synchronized void leavesMethod(boolean strange) {
        inMethod = null;
        if (!strange || doomed) {
            Thread.interrupted();
        }
    }

    /**
     * The current thread is in a method, which calls another object: the container works until {@link #backInMethod}, and an
     * interrupt would end its waits and close its files.
     *
     * @return whether an interrupt was pending
     */
    public synchronized boolean outOfMethod() {
        inMethod = null;
        return Thread.interrupted();
    }

    /**
     * The current thread goes on in its method; each method of a doomed chain is interrupted once it is in control.
     *
     * @param interrupted what {@link #outOfMethod} said
     */
    public synchronized void backInMethod(boolean interrupted) {
        inMethod = Thread.currentThread();
        if (interrupted || doomed) {
            inMethod.interrupt();
        }
    }

    // deployments

    /**
     * Whether the chain has entered a deployment of this name; it is in it until its end.
     *
     * <p>A chain says that it is in before it looks at the {@link Intake}, and takes it back if it has to wait there. So who
     * has closed an intake and finds no chain in, knows that none can come in.
     */
    public boolean isIn(String name) {
        return (deployment.equals(name) && !outside) || furtherDeployments().contains(name);
    }

    /** Whether the chain has begun, or will at once; those that manage the container's JVM don't count. */
    public boolean isInContainer() {
        return !outside && !deployment.equals(WellKnown.MANAGEMENT);
    }

    private List<String> furtherDeployments() {
        List<String> further = furtherDeployments;
        return further == null ? List.of() : further;
    }

    void enterDeployment(String name) {
        List<String> more = new ArrayList<>(furtherDeployments());
        more.add(name);
        furtherDeployments = List.copyOf(more);
    }

    void leaveDeployment(String name) {
        List<String> fewer = new ArrayList<>(furtherDeployments());
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

    // lanes

    /** Whether it owns a persistent object. */
    boolean keepsLanes() {
        return !kept.isEmpty();
    }

    /** The chain keeps the lane until it ends: {@link #leaveLanes}. */
    void keep(Lane lane) {
        if (kept.isEmpty()) {
            kept = new ArrayList<>(2);
        }
        if (!kept.contains(lane)) {
            kept.add(lane);
        }
    }

    /** Leaves the lanes of all persistent objects that the chain has entered. */
    public void leaveLanes() {
        if (!kept.isEmpty()) {
            for (Lane lane : kept) {
                lane.leaveForGood(this);
            }
            kept = List.of();
        }
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

    void waiter(@Nullable Waiter waiting) {
        waiter = waiting;
    }

    /** Those who hold the lane that the chain waits for now, but for an operator; empty if it waits for none. For people. */
    public List<Chain> heldUpBy() {
        Waiter running = waiter;
        Waiter waiting = running == null ? queued : running;
        if (waiting == null || !waiting.lane().queued(waiting)) {
            return List.of();
        }
        return waiting.lane().holders().stream()
                .filter(holder -> !holder.description.equals(Intake.OPERATOR))
                .toList();
    }

    // places

    /** The place of the chain's first call; null if its policy needs none, or it has none yet. */
    @Nullable
    Pass pass() {
        return pass;
    }

    void pass(Pass taken) {
        pass = taken;
    }

    /** A nested call has a place of its own for a while. */
    synchronized void takes(Pass nested) {
        if (nestedPasses.isEmpty()) {
            nestedPasses = new ArrayList<>(2);
        }
        nestedPasses.add(nested);
    }

    synchronized void gaveBack(Pass nested) {
        nestedPasses.remove(nested);
    }

    @Override
    public String toString() {
        return description.toString();
    }
}
