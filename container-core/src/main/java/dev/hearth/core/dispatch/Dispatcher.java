package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import dev.hearth.core.adapter.Attachment;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.LifecycleScope;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.adapter.Transaction;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.store.StateStore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each call its turn: on the thread that its object's policy names, when its lane is free.
 *
 * <p>A {@code POOLED} call runs on the thread that brought it; the other policies hand it over, once. Thread-safe.
 */
public final class Dispatcher implements AutoCloseable {

    private final QueueBound bound;
    private final Intakes intakes;
    private final ObjectThreads objectThreads;
    private final ThreadPoolExecutor poolThreads;
    private final ReplyThreads replyThreads = new ReplyThreads();
    private final Gate pool;
    private final Gate perRequest;

    /** For the container's own objects: whoever fills the pool must not keep others from the registry. */
    private final Gate own;

    private final StoreRoom room;
    private final WaitGraph graph = new WaitGraph();

    /**
     * @param transactions gives lifecycle methods what they change in other objects
     * @param operators gives those who hold a deployment a transaction that nothing comes to
     * @param store says whether there is room for changes
     */
    public Dispatcher(
            HearthConfig.Threads config,
            Function<ObjectSlot, Transaction> transactions,
            Supplier<Transaction> operators,
            StateStore store) {
        ThreadKind kind = ThreadKind.virtualIf(config.virtual(), config.carriers());
        this.bound = new QueueBound(config.queuePerObject(), config.queuePerPolicy(), config.queue());
        this.intakes = new Intakes(bound, operators);
        this.room = new StoreRoom(store::hasRoom, store::whenRoom);
        this.poolThreads = WorkThreads.pool();
        this.objectThreads = new ObjectThreads(kind, config.perObject(), transactions, replyThreads);
        this.pool = new Gate(
                "threads.pool",
                config.pool(),
                config.spare(),
                config.overtaken(),
                this::placeOf,
                poolThreads,
                this::inPool);
        this.own = new Gate(
                "threads.pool",
                config.pool(),
                config.spare(),
                config.overtaken(),
                this::placeOf,
                poolThreads,
                this::amongOwn);
        this.perRequest = new Gate(
                "threads.per-request",
                config.perRequest(),
                0,
                config.overtaken(),
                this::placeOf,
                WorkThreads.newEach(kind),
                this::onNewThread);
    }

    /** What dispatch keeps with an object. */
    public Attachment attach(ObjectSlot slot) {
        return new Place(slot, objectThreads, bound, room);
    }

    private Place place(ObjectSlot slot) {
        return (Place) slot.attachment(() -> attach(slot));
    }

    /**
     * Takes the call through its turn. A nested call has ended when this returns; any other may end later, on another
     * thread.
     */
    public void dispatch(Turn turn) {
        try {
            if (turn.nested()) {
                new NestedDispatch(this, turn).run();
            } else if (intakes.allActive()) {
                begin(turn, true);
            } else {
                new Admission(this, turn).begin();
            }
        } catch (BusyException | ClosedException refused) {
            turn.refuse(refused);
        }
    }

    // calls from outside

    /** @param here whether a {@code POOLED} call may run on this thread */
    void begin(Turn turn, boolean here) {
        switch (turn.slot().type().threading()) {
            case PER_OBJECT -> onObjectThread(turn);
            case SINGLE -> onSingleThread(turn);
            case PER_REQUEST -> throughGate(turn, perRequest, false);
            default -> throughGate(turn, turn.slot().type().deployment().own() ? own : pool, here);
        }
    }

    private void throughGate(Turn turn, Gate gate, boolean here) {
        if (gate.enter()) {
            if (here) {
                hereWithPlace(turn, gate);
            } else {
                withPlace(turn, gate, false);
            }
        } else {
            queue(turn, gate);
            if (turn.answered()) {
                gate.withdraw(turn);
            }
        }
    }

    private static void queue(Turn turn, Gate gate) {
        if (turn.chain().letIn()) {
            gate.defer(turn);
        } else {
            gate.queue(turn);
        }
    }

    /** The turn's caller has been answered while it waited: it leaves its queue, and what it owns. */
    public void withdraw(Turn turn) {
        if (!perRequest.withdraw(turn) && !pool.withdraw(turn) && !own.withdraw(turn)) {
            Waiter queued = turn.chain().queued();
            if (queued != null && queued.lane().withdraw(queued)) {
                turn.chain().leaveLanes();
            }
        }
    }

    /** Takes the lane or queues for it; a turn that was answered meanwhile does not stay in the queue. */
    boolean enterOrQueue(Lane lane, Waiter waiter, Turn turn) {
        turn.waitingFor(lane.toString());
        turn.chain().queued(waiter);
        if (lane.enter(waiter)) {
            turn.waitingFor("");
            return true;
        }
        if (turn.answered()) {
            withdraw(turn);
        }
        return false;
    }

    private void inPool(Turn turn) {
        resume(turn, pool);
    }

    private void amongOwn(Turn turn) {
        resume(turn, own);
    }

    private void onNewThread(Turn turn) {
        resume(turn, perRequest);
    }

    /** A turn that has waited for its place has one; the current thread is the gate's. */
    private void resume(Turn turn, Gate gate) {
        if (turn.answered()) {
            gate.give();
            return;
        }
        turn.waitingFor("");
        try {
            withPlace(turn, gate, true);
        } catch (BusyException busy) {
            turn.refuse(busy);
        }
    }

    private void hereWithPlace(Turn turn, Gate gate) {
        Lane lane = laneFor(turn.slot());
        if (lane == null || enterLane(lane, turn, gate)) {
            performHere(turn, lane, gate);
        }
    }

    private void withPlace(Turn turn, Gate gate, boolean here) {
        Lane lane = laneFor(turn.slot());
        if (lane != null && !enterLane(lane, turn, gate)) {
            return;
        }
        if (here) {
            perform(turn, lane, new Pass(gate));
        } else {
            performElsewhere(turn, lane, gate);
        }
    }

    private void performElsewhere(Turn turn, @Nullable Lane lane, Gate gate) {
        try {
            gate.execute(() -> perform(turn, lane, new Pass(gate)));
        } catch (BusyException noThread) {
            if (lane != null) {
                lane.leaveForGood(turn.chain());
            }
            gate.give();
            throw noThread;
        }
    }

    private boolean enterLane(Lane lane, Turn turn, Gate gate) {
        try {
            if (enterOrQueue(lane, new GateWaiter(turn, lane, gate), turn)) {
                return true;
            }
        } catch (BusyException full) {
            gate.give();
            throw full;
        }
        gate.give();
        return false;
    }

    /** Waits for a lane without a place; takes both or none. */
    private final class GateWaiter extends Waiter {
        private final Turn turn;
        private final Gate gate;

        GateWaiter(Turn turn, Lane lane, Gate gate) {
            super(turn.chain(), lane, placeOf(turn), false);
            this.turn = turn;
            this.gate = gate;
        }

        @Override
        boolean shared() {
            return shares(turn);
        }

        @Override
        boolean accept() {
            if (turn.answered()) {
                return false;
            }
            if (gate.take()) {
                return true;
            }
            gate.defer(turn);
            return false;
        }

        @Override
        void granted() {
            turn.waitingFor("");
            try {
                performElsewhere(turn, lane(), gate);
            } catch (BusyException noThread) {
                turn.refuse(noThread);
            }
        }
    }

    private void onObjectThread(Turn turn) {
        Place place = place(turn.slot());
        ObjectThread thread = place.thread();
        enterThen(turn, place.lane(), false, () -> thread.post(() -> perform(turn, place.lane(), null)));
    }

    private void onSingleThread(Turn turn) {
        Lane single = objectThreads.singleLane();
        Lane own = place(turn.slot()).lane(); // also where it is not taken: the object's end goes through its place
        boolean persistent = turn.slot().persistent();
        Runnable queueForThread = () -> enterThen(
                turn, single, persistent, () -> objectThreads.single().post(() -> perform(turn, single, null)));
        if (persistent) {
            enterThen(turn, own, false, () -> {
                turn.chain().keep(own);
                queueForThread.run();
            });
        } else {
            queueForThread.run();
        }
    }

    /** @param owns whether the chain owns a lane while it waits for this one, and so can be part of a circle */
    private void enterThen(Turn turn, Lane lane, boolean owns, Runnable next) {
        Waiter waiter = new Waiter(turn.chain(), lane, placeOf(turn), false) {
            @Override
            void granted() {
                graph.waitsNoMore(turn.chain());
                turn.waitingFor("");
                try {
                    next.run();
                } catch (BusyException busy) {
                    turn.refuse(busy);
                }
            }

            @Override
            void wake() {
                if (lane().withdraw(this)) {
                    graph.waitsNoMore(turn.chain());
                    reply(() -> turn.refuse(doomOf(turn)));
                }
            }
        };
        if (enterOrQueue(lane, waiter, turn)) {
            next.run();
        } else if (owns) {
            graph.waits(waiter);
        }
    }

    private static Throwable doomOf(Turn turn) {
        Throwable doom = turn.chain().transaction().doomed();
        return doom == null ? new IllegalStateException(turn.chain() + " was woken but not doomed") : doom;
    }

    // the turn itself

    /** The lane that a call needs which its thread does not bring: of a persistent object, or of an activation. */
    @Nullable
    Lane laneFor(ObjectSlot slot) {
        return slot.persistent() || !slot.active() ? place(slot).lane() : null;
    }

    /** Whether the call may be in its object together with others that only read. */
    static boolean shares(Turn turn) {
        ObjectSlot slot = turn.slot();
        Threading threading = slot.type().threading();
        return turn.chain().readOnly()
                && slot.persistent()
                && slot.shareable()
                && (threading == Threading.POOLED || threading == Threading.PER_REQUEST);
    }

    /** Runs the turn on this thread, with its lane; and lets go what it does not keep. */
    private void perform(Turn turn, @Nullable Lane lane, @Nullable Pass pass) {
        if (pass != null) {
            turn.chain().pass(pass);
        }
        try {
            inLane(turn, lane);
            turn.finish();
        } finally {
            if (pass != null) {
                pass.giveBack();
            }
        }
    }

    /**
     * As {@link #perform}, on the thread that brought the call. It gives its place back when it leaves the object, before the
     * reply goes out: what keeps a reply (a peer that reads slowly, its reader that takes this processor) keeps no other call.
     */
    private void performHere(Turn turn, @Nullable Lane lane, Gate gate) {
        Pass pass = new Pass(gate);
        turn.chain().pass(pass);
        try {
            inLane(turn, lane);
        } finally {
            pass.giveBack();
        }
        turn.finish();
    }

    void inLane(Turn turn, @Nullable Lane lane) {
        Lane held = lane;
        if (held != null && keeps(turn, held)) {
            turn.chain().keep(held);
            held = null;
        }
        try {
            boolean entered = turn.enter(lane != null && lane.ownedBy(turn.chain()));
            if (held != null && onlyActivates(turn.slot())) {
                held.leave(turn.chain());
                held = null;
            }
            if (entered) {
                turn.run();
            }
        } finally {
            if (held != null) {
                held.leave(turn.chain());
            }
        }
    }

    /** Lets a lane go in which nothing has run, as its kind wants it. */
    void leaveOrKeep(Turn turn, Lane lane) {
        if (keeps(turn, lane)) {
            turn.chain().keep(lane);
        } else {
            lane.leave(turn.chain());
        }
    }

    private boolean keeps(Turn turn, Lane lane) {
        return turn.slot().persistent() && lane != objectThreads.singleLane();
    }

    private static boolean onlyActivates(ObjectSlot slot) {
        Threading threading = slot.type().threading();
        return !slot.persistent() && threading != Threading.PER_OBJECT && threading != Threading.SINGLE;
    }

    /** The chain of the lifecycle method that this thread runs, outside of calls: what it calls belongs there. */
    public @Nullable Chain lifecycleChain() {
        return LifecycleScope.current() instanceof InChain in ? in.chain() : null;
    }

    /** Who may come into which deployment, and into the container. */
    public Intakes intakes() {
        return intakes;
    }

    // for nested calls

    Place placeOf(Turn turn) {
        return place(turn.slot());
    }

    ObjectThreads objectThreads() {
        return objectThreads;
    }

    Gate perRequest() {
        return perRequest;
    }

    WaitGraph graph() {
        return graph;
    }

    /** Makes and sends a reply on a thread that may wait for the peer. */
    public void reply(Runnable work) {
        replyThreads.execute(work);
    }

    /**
     * The current thread will wait for another server: its place in the pool goes to another call, as far as
     * {@code threads.spare} allows.
     *
     * @return to be run when it waits no longer
     * @throws BusyException if nobody could call in meanwhile, as who is waited for may have to
     */
    public Runnable outside() {
        Pass pass = CallScope.current() instanceof InChain in ? in.chain().pass() : null;
        return pass == null ? () -> {} : pass.lend();
    }

    /**
     * How busy dispatch is.
     *
     * @param pooled how many {@code POOLED} calls from outside have a place
     * @param perRequest how many {@code PER_REQUEST} calls have one
     * @param waiting how many calls wait for a lane or a place
     * @param objectThreads how many objects have a thread of their own
     * @param overtaken how many calls go on without the place that they had, since a deadline or a cancel has answered
     */
    public record Load(int pooled, int perRequest, int waiting, int objectThreads, int overtaken) {}

    /** How busy dispatch is now; exact when nothing happens. */
    public Load load() {
        return new Load(
                pool.taken(),
                perRequest.taken(),
                bound.waiting(),
                objectThreads.count(),
                pool.forfeited() + perRequest.forfeited());
    }

    /** Ends the threads; calls have been drained before. */
    @Override
    public void close() {
        poolThreads.shutdown();
        replyThreads.shutdown();
        objectThreads.stop();
    }
}
