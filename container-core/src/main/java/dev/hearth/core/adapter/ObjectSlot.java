package dev.hearth.core.adapter;

import com.google.errorprone.annotations.concurrent.LazyInit;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.ExportPort;
import dev.hearth.core.call.ExportPorts;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.store.StateStore.Change;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One object in memory: who it is and, while it is active, its servant.
 *
 * <p>A slot that is pinned stays: every call pins it from the moment it is found until its chain ends. A slot without pins
 * can be closed, once, by whoever passivates or ends the object; who finds it closed waits for its end and looks again.
 *
 * <p>The fields of a persistent object's state are guarded by its lane: only the chain that owns it, or whoever closed the
 * slot, touches them. The rest is thread-safe; who waits for the slot's end waits on its monitor.
 *
 * <p>There may be a million of them, most of anonymous objects: its fields fill 96 bytes without a gap, and nothing hangs
 * on it that an object does not need which nobody has called yet.
 */
public final class ObjectSlot {

    private static final int CLOSED = -1;
    private static final int CLOSED_FOR_NOW = -2;
    private static final int NEVER_READ = -1;

    private static final VarHandle PINS;
    private static final VarHandle SCHEDULED;
    private static final VarHandle ENDING;
    private static final VarHandle FAILED_ENDINGS;
    private static final VarHandle PORT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            PINS = lookup.findVarHandle(ObjectSlot.class, "pins", int.class);
            SCHEDULED = lookup.findVarHandle(ObjectSlot.class, "scheduled", boolean.class);
            ENDING = lookup.findVarHandle(ObjectSlot.class, "ending", boolean.class);
            FAILED_ENDINGS = lookup.findVarHandle(ObjectSlot.class, "failedEndings", int.class);
            PORT = lookup.findVarHandle(ObjectSlot.class, "port", ExportPorts.Use.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final long number;

    /** Null for an anonymous object: its name is made when somebody asks. */
    private final @Nullable String name;

    private volatile int pins;

    private volatile TypeEntry entry;
    private volatile @Nullable Activation activation;
    private volatile boolean activating;

    @LazyInit
    private volatile @Nullable Attachment attachment;

    private volatile long lastUsedNanos;
    private volatile boolean gone;
    private volatile boolean removed;

    // of a persistent object, guarded by its lane
    private byte @Nullable [] state;
    private volatile int stateGeneration = NEVER_READ;
    private volatile long position;
    private volatile int generation;

    // of a transient object
    private volatile boolean bound;
    private volatile boolean leased;
    private volatile long heldUntilNanos;
    private volatile boolean condemned;
    private final StubHolds stubHolds = new StubHolds();

    @SuppressWarnings("unused") // through SCHEDULED
    private volatile boolean scheduled;

    // of an exported object
    private volatile ExportPorts.@Nullable Use port;

    // of every object
    @SuppressWarnings("unused") // through ENDING
    private volatile boolean ending;

    private volatile int failedEndings;

    /** The slot of a named object. */
    ObjectSlot(long number, String name, TypeEntry entry) {
        this(number, entry, name);
    }

    private ObjectSlot(long number, TypeEntry entry, @Nullable String name) {
        this.number = number;
        this.name = name;
        this.entry = entry;
        this.lastUsedNanos = System.nanoTime();
        this.heldUntilNanos = lastUsedNanos;
    }

    /** The slot of an object that a hosted method gave away, named after its maker. */
    static ObjectSlot anonymous(long number, TypeEntry entry) {
        return new ObjectSlot(number, entry, null);
    }

    public long number() {
        return number;
    }

    public String name() {
        return name == null ? entry.type().name() + "/~" + number : name;
    }

    /** Whether a hosted method gave the object away; it has a number but can't be looked up. */
    public boolean anonymous() {
        return name == null;
    }

    /** Whether it is the object at its type's own name, whose number is the type's and outlives it. */
    boolean typesOwn() {
        return number == entry.number();
    }

    /** The part of the name below the type's; empty at the type's own name. */
    String key() {
        int typeLength = entry.type().name().length();
        String full = name();
        return full.length() > typeLength ? full.substring(typeLength + 1) : "";
    }

    /** The deployed version of the type; a servant of an older one may still be running. */
    /** The change to this state, which was made by the version that the servant is of; null if the object is removed. */
    Change change(byte @Nullable [] state) {
        Activation present = activation();
        long writer =
                (present == null ? entry : present.entry()).type().deployment().version();
        return new Change(number, name(), entry.type().name(), state, writer);
    }

    public HostedType type() {
        return entry.type();
    }

    TypeEntry entry() {
        return entry;
    }

    public boolean persistent() {
        return entry.type().persistent();
    }

    void replaceType(TypeEntry newer) {
        entry = newer;
    }

    /** Whether it belongs to this version of a deployment, or a servant of it is still there. */
    boolean isOf(Deployment deployment) {
        Activation present = activation;
        return type().deployment() == deployment
                || (present != null && present.entry().type().deployment() == deployment);
    }

    /** Whether a servant of the deployed version is there. */
    public boolean active() {
        Activation present = activation;
        return present != null && present.entry() == entry;
    }

    /** Whether chains that only read may be in it together: nobody would have to make a servant first. */
    public boolean shareable() {
        return active() && stateKnown();
    }

    /** Whether a servant of any version is there. */
    boolean incarnate() {
        return activation != null;
    }

    /** Whether a servant is being made now. */
    boolean activating() {
        return activating;
    }

    void activating(boolean now) {
        activating = now;
    }

    @Nullable
    Activation activation() {
        return activation;
    }

    void activation(@Nullable Activation changed) {
        activation = changed;
    }

    /** The version of the type that the servant was made by; null if there is none. */
    public @Nullable HostedType servedBy() {
        Activation present = activation;
        return present == null ? null : present.entry().type();
    }

    /**
     * Calls a method of the servant; there must be one.
     *
     * @throws Throwable what the method throws
     */
    public @Nullable Object invoke(HostedMethod method, @Nullable Object[] arguments) throws Throwable {
        Activation present = activation;
        if (present == null) {
            throw new IllegalStateException(name() + " is not active");
        }
        return present.invoke(method, arguments);
    }

    /** What dispatch keeps with this object, made at the first request. */
    public Attachment attachment(Supplier<? extends Attachment> make) {
        Attachment present = attachment;
        if (present == null) {
            synchronized (this) {
                present = attachment;
                if (present == null) {
                    present = make.get();
                    attachment = present;
                }
            }
        }
        return present;
    }

    @Nullable
    Attachment attachment() {
        return attachment;
    }

    /** Keeps the slot; false if it is being closed. */
    boolean pin() {
        for (int count = pins; count >= 0; count = pins) {
            if (PINS.compareAndSet(this, count, count + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Keeps the slot, after a wait where it is closed for a moment; false if it is being closed in earnest. */
    boolean pinSoon() {
        while (!pin()) {
            if (pins == CLOSED) {
                return false;
            }
            awaitMoment();
        }
        return true;
    }

    /** One more pin on a slot that has one already. */
    public void pinAgain() {
        if ((int) PINS.getAndAdd(this, 1) <= 0) {
            throw new IllegalStateException(name() + " was not pinned");
        }
    }

    /** Lets the slot go. */
    public void unpin() {
        if ((int) PINS.getAndAdd(this, -1) <= 0) {
            throw new IllegalStateException(name() + " was not pinned");
        }
    }

    /** Marks a use now; for passivation by idle time. */
    void touch(long nowNanos) {
        lastUsedNanos = nowNanos;
    }

    long lastUsedNanos() {
        return lastUsedNanos;
    }

    boolean idle() {
        return pins == 0;
    }

    /** Whether it is being let go, or was: nobody gets in. */
    boolean closed() {
        return pins < 0;
    }

    /** Closes the slot if nobody has pinned it. */
    boolean close() {
        return PINS.compareAndSet(this, 0, CLOSED);
    }

    /**
     * The same for a moment, in which no code of a deployment runs: {@link #reopen} follows, and who finds it closed may wait
     * for that whatever he holds.
     */
    boolean closeForNow() {
        return PINS.compareAndSet(this, 0, CLOSED_FOR_NOW);
    }

    /** Closes the slot as {@link #close} does, after a wait where it is closed for a moment. */
    private boolean closeSoon() {
        while (!close()) {
            int now = pins;
            if (now > 0 || now == CLOSED) {
                return false;
            }
            awaitMoment();
        }
        return true;
    }

    private void awaitMoment() {
        await(() -> pins == CLOSED_FOR_NOW);
    }

    /**
     * Lets no more calls in, for good; those that are in go on.
     *
     * @return false if a call is in, or the object is ending, unless {@code evenInUse}
     */
    boolean retire(boolean evenInUse) {
        boolean closed = closeSoon();
        if (!closed && !evenInUse) {
            return false;
        }
        markRemoved(true);
        if (closed) {
            reopen();
        }
        return true;
    }

    /** Opens a closed slot again. */
    void reopen() {
        synchronized (this) {
            int now = pins;
            if (now >= 0 || !PINS.compareAndSet(this, now, 0)) {
                throw new IllegalStateException(name() + " was not closed");
            }
            notifyAll();
        }
    }

    /** Tells those who wait that the slot's end has come; it is in no table any more. */
    void gone() {
        synchronized (this) {
            gone = true;
            notifyAll();
        }
    }

    /** Waits until the slot is gone, or not removed after all. */
    void awaitGone() {
        await(() -> !gone && removed);
    }

    boolean isGone() {
        synchronized (this) {
            return gone;
        }
    }

    /** Waits until a closed slot is gone or open again. */
    void awaitClosing() {
        await(() -> !gone && pins < 0);
    }

    /** Not interruptible, since what is waited for is bounded by the store. */
    private void await(BooleanSupplier waiting) {
        boolean interrupted = false;
        synchronized (this) {
            while (waiting.getAsBoolean()) {
                try {
                    wait();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the object was removed: calls that wait for it are told so. */
    boolean removed() {
        return removed;
    }

    void markRemoved(boolean now) {
        synchronized (this) {
            removed = now;
            notifyAll();
        }
    }

    // state, for persistent objects

    /** The state as it was at the end of the last chain; null if the object has none yet. */
    byte @Nullable [] state() {
        return state;
    }

    /** Whether {@link #state()} is what the store has or will have. */
    boolean stateKnown() {
        return stateGeneration == generation;
    }

    /**
     * Sets what {@link #state()} is.
     *
     * @param asOf the {@link #generation()} that was when this state was learned: if the state was forgotten since, it is not
     *     taken for known
     */
    void state(byte @Nullable [] known, int asOf) {
        state = known;
        stateGeneration = asOf;
    }

    /**
     * What the servant holds is not the state: nobody new is let in beside those who are in it, and whoever enters alone makes
     * another.
     */
    void spoiled() {
        stateGeneration = NEVER_READ;
    }

    /** The generation of {@link #state()}. */
    int stateGeneration() {
        return stateGeneration;
    }

    /** What is in memory may not be what is on the disk: the next entry loads it again. */
    void forgetState() {
        synchronized (this) {
            generation = generation + 1; // before the position: who reads both reads the position first
            position = 0;
        }
    }

    /** Counts how often the state was forgotten; a chain that saw another generation can't commit. */
    int generation() {
        return generation;
    }

    /** The position of the last commit that holds this object. */
    long position() {
        return position;
    }

    void position(long committed) {
        position = committed;
    }

    // holds, for transient objects

    /** Whether it stays until undeployment, or for as long as the code that has exported it wants. */
    boolean bound() {
        return bound;
    }

    /** Whether code has exported it: as under plain RMI, it stays for as long as that code keeps it. */
    boolean exported() {
        return bound && anonymous();
    }

    void bind() {
        bound = true;
    }

    void unbind() {
        bound = false;
    }

    /** Marks that a look at the object is planned; false if one is already. */
    boolean schedule() {
        return SCHEDULED.compareAndSet(this, false, true);
    }

    void scheduled() {
        scheduled = false;
    }

    /** The object has asked for its own end: nothing but its calls in progress holds it. */
    void condemn() {
        condemned = true;
    }

    boolean condemned() {
        return condemned;
    }

    /** Marks that somebody is about to close the slot; false if somebody is already. */
    boolean beginEnding() {
        return ENDING.compareAndSet(this, false, true);
    }

    /** @param failed whether the object could not be let go, for a reason of its own */
    void endingOver(boolean failed) {
        if (failed) {
            FAILED_ENDINGS.getAndAdd(this, 1);
        }
        ending = false;
    }

    /** Counts how often the object could not be let go. */
    int failedEndings() {
        return failedEndings;
    }

    StubHolds stubHolds() {
        return stubHolds;
    }

    /** Where its stubs point; null for the object port. */
    @Nullable
    ExportPort port() {
        ExportPorts.Use use = port;
        return use == null ? null : use.port().orElse(null);
    }

    /** Whether code of this version of a deployment has asked for where its stubs point. */
    boolean hasPortOf(Deployment version) {
        ExportPorts.Use use = port;
        return use != null && use.by(version);
    }

    /** In place of an earlier one, which is closed. */
    void port(ExportPorts.Use opened) {
        changePort(opened);
    }

    /** The object is not exported any more. */
    void leavePort() {
        changePort(null);
    }

    private void changePort(ExportPorts.@Nullable Use changed) {
        ExportPorts.Use former = (ExportPorts.Use) PORT.getAndSet(this, changed);
        if (former != null) {
            former.close();
        }
    }

    boolean leased() {
        return leased;
    }

    void leased(boolean now) {
        leased = now;
    }

    long heldUntilNanos() {
        return heldUntilNanos;
    }

    void holdUntil(long nanos) {
        heldUntilNanos = nanos;
    }

    @Override
    public String toString() {
        return name();
    }
}
