package dev.hearth.core.pipeline;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How far a call has come: what other threads see of it, and where a deadline or a cancel meets it.
 *
 * <p>Changed by the thread that the call is on, but for {@link #move}, by which a deadline can answer a call that is still
 * waiting or running, and for what says that it did. Others see the phase and the thread a little later.
 */
abstract class Progress {

    /** Where a call is, for those who would answer it early. */
    enum State {
        /** Not in its object yet. */
        WAITING,
        /** In its object. */
        RUNNING,
        /** Its reply is being made; too late for anything else. */
        ANSWERING,
        /** A deadline or a cancel answered while it waited: it never runs. */
        ABANDONED,
        /** A deadline or a cancel answered while it ran: what it does from now on is not kept. */
        OVERTAKEN
    }

    private static final VarHandle STATE;
    private static final VarHandle PHASE;
    private static final VarHandle THREAD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Progress.class, "state", State.class);
            PHASE = lookup.findVarHandle(Progress.class, "phase", Phase.class);
            THREAD = lookup.findVarHandle(Progress.class, "thread", Thread.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    // what is volatile has no first value of its own: a call would pay for making it seen before anybody can look

    @SuppressWarnings("unused") // through STATE
    private State state = State.WAITING;

    private volatile @Nullable CallTurn turn;
    private volatile boolean unwanted;
    private volatile long overtakenNanos;
    private volatile @Nullable String waitingFor;
    private int place;

    @SuppressWarnings("unused") // through PHASE
    private Phase phase = Phase.RECEIVE;

    @SuppressWarnings("unused") // through THREAD
    private @Nullable Thread thread = Thread.currentThread();

    /** As it was at first, for the next call, on the current thread; with the turn that it had. */
    final void progressAgain() {
        phase = Phase.RECEIVE;
        if (unwanted) { // as most never are; to write it costs more than to look
            unwanted = false;
        }
        if (overtakenNanos != 0) {
            overtakenNanos = 0;
        }
        THREAD.setOpaque(this, Thread.currentThread());
        if (waitingFor != null) {
            waitingFor = null;
        }
        STATE.setRelease(this, State.WAITING);
        if (turn != null) {
            turn.beginAgain();
        }
    }

    final State state() {
        return (State) STATE.getVolatile(this);
    }

    /** Moves on to another state; false if the call is not in the one that it would leave. */
    final boolean move(State from, State to) {
        return STATE.compareAndSet(this, from, to);
    }

    /** Where {@link CallsInProgress} keeps it. */
    final int place() {
        return place;
    }

    final void place(int taken) {
        place = taken;
    }

    final Phase phase() {
        return (Phase) PHASE.getOpaque(this);
    }

    final void enters(Phase next) {
        PHASE.setOpaque(this, next);
    }

    /** The thread that the call is on now; null while it has none. */
    final @Nullable Thread thread() {
        return (Thread) THREAD.getOpaque(this);
    }

    final void on(@Nullable Thread current) {
        THREAD.setOpaque(this, current);
    }

    final void waitsFor(String what) {
        if (!what.isEmpty()) {
            waitingFor = what;
        } else if (waitingFor != null) {
            waitingFor = null;
        }
    }

    /** Empty if it waits for nothing. */
    final String waitsFor() {
        String what = waitingFor;
        return what == null ? "" : what;
    }

    final void turn(CallTurn begun) {
        turn = begun;
    }

    /** Null until it waits for its turn. */
    final @Nullable CallTurn turn() {
        return turn;
    }

    /** Somebody cancels the call before its turn: it is refused when its hooks have been asked. */
    final void unwanted() {
        unwanted = true;
    }

    final boolean isUnwanted() {
        return unwanted;
    }

    /** Says when a deadline or a cancel answered for it; set before it is {@link State#OVERTAKEN}. */
    final void overtakenNow() {
        overtakenNanos = System.nanoTime();
    }

    /** How long ago a deadline or a cancel answered while it ran; negative if none did. */
    final long overtakenForNanos() {
        return state() == State.OVERTAKEN ? Math.max(0, System.nanoTime() - overtakenNanos) : -1;
    }
}
