package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.ActivationFailedException;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.adapter.ReadOnlyCheck;
import dev.hearth.core.adapter.Transaction;
import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.dispatch.Turn;
import dev.hearth.core.pipeline.Progress.State;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.rmi.MarshalException;
import java.rmi.ServerException;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turn of one call: into the object, through its phases there, and out with the reply.
 *
 * <p>The reply is made in the object's turn. It leaves when the chain's changes, and all that the chain saw, are settled.
 */
final class CallTurn implements Turn {

    private static final Logger LOG = LoggerFactory.getLogger(CallTurn.class);
    private static final VarHandle RELEASED;

    static {
        try {
            RELEASED = MethodHandles.lookup().findVarHandle(CallTurn.class, "released", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final CallProcessor processor;
    private final CallRun call;
    private final Consumer<CallRun> phases;
    private @Nullable CallScope scopeBefore;
    private boolean strange;
    private @Nullable ClassLoader loaderBefore;
    private ReadOnlyCheck.@Nullable Watch watch;

    @SuppressWarnings("unused") // through RELEASED
    private boolean released;

    private volatile @Nullable Runnable unwatch;

    CallTurn(CallProcessor processor, CallRun call, Consumer<CallRun> phases) {
        this.processor = processor;
        this.call = call;
        this.phases = phases;
        call.turn(this);
    }

    /** For the next call, where the last one is used again. */
    void beginAgain() {
        watch = null;
        released = false;
    }

    @Override
    public Chain chain() {
        return call.chain();
    }

    @Override
    public ObjectSlot slot() {
        return call.slot();
    }

    @Override
    public boolean nested() {
        return call.nested();
    }

    @Override
    public boolean answered() {
        return call.state() == State.ABANDONED;
    }

    @Override
    public void waitingFor(String what) {
        call.waitsFor(what);
    }

    // in the object

    @Override
    public boolean enter(boolean alone) {
        if (!call.move(State.WAITING, State.RUNNING)) {
            return false;
        }
        call.enters(Phase.AROUND);
        call.entersNow();
        scopeBefore = CallScope.bind(call);
        Thread thread = Thread.currentThread();
        strange = broughtByHostedCode(thread);
        call.on(thread);
        chain().entersMethod(strange);
        loaderBefore = thread.getContextClassLoader();
        try {
            Throwable doom = call.transaction().doomed();
            if (doom != null) {
                throw new ActivationFailedException("this call can't go on: " + doom.getMessage(), doom);
            }
            call.transaction().enter(slot(), alone);
            Replacement.follow(call, processor.adapter().copier());
            watch = processor.adapter().readOnlyCheck().begin(slot(), call.hosted(), alone);
            thread.setContextClassLoader(slot().type().deployment().loader());
            return true;
        } catch (ActivationFailedException failed) {
            call.decide(Failures.notActivated(failed));
        } catch (ServerException replaced) {
            call.decide(Outcome.refused(replaced));
        } catch (RuntimeException | Error fault) {
            LOG.error("call {} could not enter {}", call.id(), slot(), fault);
            call.decide(Failures.containerFault(call.id()));
        }
        replaceIfDoomed();
        answer();
        leave();
        return false;
    }

    /** Whether the thread is hosted code's own: a call that begins a chain there runs there, under {@code POOLED}. */
    private boolean broughtByHostedCode(Thread thread) {
        return call.local() && !nested() && thread == call.thread();
    }

    /** Lets another object answer, and brings its outcome. */
    Outcome forward(String name) {
        return processor.forward(call, name);
    }

    /** Throws nothing: whatever happens, the call ends and its lanes are left. */
    @Override
    public void run() {
        try {
            runPhases();
            refuseChange();
            replaceIfDoomed();
            answer();
        } finally {
            try {
                closeFrame();
            } finally {
                leave();
            }
        }
    }

    /** Activation may have swallowed the interrupt of a doom that came meanwhile: nothing begins after it. */
    private void runPhases() {
        try {
            if (call.transaction().doomed() == null) {
                phases.accept(call);
            }
        } catch (RuntimeException | Error fault) {
            LOG.error("call {} failed in the phase {}", call.id(), call.phase().lowerCase(), fault);
            call.fail(Failures.containerFault(call.id()));
        }
    }

    /** What a frame can't put back dooms the chain: nothing of it is kept then. */
    private void closeFrame() {
        try {
            if (call.fails()) {
                call.transaction().undo();
            } else {
                call.transaction().keep();
            }
        } catch (RuntimeException | Error fault) {
            LOG.error("call {} could not be undone: nothing of its chain is kept", call.id(), fault);
            chain().doom(new IllegalStateException("HEARTH-FAULT: call " + call.id() + " could not be undone"));
        }
    }

    private void leave() {
        Thread.currentThread().setContextClassLoader(loaderBefore);
        chain().leavesMethod(strange);
        call.on(null);
        CallScope.bind(scopeBefore);
    }

    /** Makes the reply, unless a deadline was faster; from here on it is too late for one. */
    private void answer() {
        call.leavesNow();
        if (call.move(State.RUNNING, State.ANSWERING)) {
            encode();
        }
    }

    /** A change in a read-only method is a fault, whatever the method returned or threw. */
    private void refuseChange() {
        if (watch != null && watch.changed()) {
            IllegalStateException fault = Failures.changed(call, watch.alone());
            LOG.warn("call {}: {}", call.id(), fault.getMessage());
            call.fail(Outcome.fault(Failures.doomed(fault)));
            call.transaction().spoiled(slot(), fault);
        }
    }

    private void replaceIfDoomed() {
        Throwable doom = call.transaction().doomed();
        if (doom != null) {
            call.fail(Outcome.exception(Failures.doomed(doom)));
        }
    }

    private void encode() {
        try {
            call.incoming().encode(call.outcome());
        } catch (MarshalException unfit) {
            replaceUnfit(unfit);
        } catch (RuntimeException | Error unfit) {
            replaceUnfit(new MarshalException("error marshalling return: " + unfit));
        }
    }

    private void replaceUnfit(MarshalException unfit) {
        LOG.warn(
                "call {}: what {}.{} returned or threw can't be sent: {}",
                call.id(),
                call.object(),
                call.method(),
                unfit.getMessage());
        call.fail(Outcome.exception(Failures.inServer(unfit)));
        encodePlain();
    }

    private void encodePlain() {
        try {
            call.incoming().encode(call.outcome());
        } catch (MarshalException | RuntimeException | Error impossible) {
            LOG.error("call {}: an exception of the JDK's can't be sent", call.id(), impossible);
        }
    }

    private void encodeAgain(Outcome outcome) {
        call.fail(outcome);
        encode();
    }

    // out of it

    @Override
    public void finish() {
        if (nested()) {
            end();
        } else if (call.state() == State.ANSWERING) {
            commit();
        } else {
            abandonChain();
        }
    }

    private void commit() {
        Transaction transaction = call.transaction();
        long position = 0;
        try {
            if (transaction.doomed() == null) {
                position = transaction.commit();
            } else {
                transaction.rollback();
            }
        } catch (ActivationFailedException unwritable) {
            transaction.rollback();
            encodeAgain(Failures.notActivated(unwritable));
        } catch (RuntimeException | Error fault) {
            LOG.error("call {} could not be committed", call.id(), fault);
            transaction.rollback();
            encodeAgain(Failures.containerFault(call.id()));
        } finally {
            chain().leaveLanes();
        }
        replyWhenSettled(transaction, position);
    }

    private void replyWhenSettled(Transaction transaction, long position) {
        transaction.end();
        if (transaction.settled(position)) {
            end();
            return;
        }
        call.waitsFor("the disk");
        transaction.whenSettled(
                position,
                failure -> processor.dispatcher().reply(() -> {
                    if (failure != null) {
                        encodeAgain(Failures.notKept(failure));
                    }
                    end();
                }));
    }

    /** A deadline or a cancel has answered: nothing of what ran meanwhile is kept. */
    private void abandonChain() {
        if (call.state() == State.OVERTAKEN) {
            try {
                call.transaction().rollback();
            } finally {
                chain().leaveLanes();
            }
            call.transaction().end();
            call.enters(Phase.LOG);
            processor.logNested(call);
            processor.ended(call);
        } else {
            chain().leaveLanes();
        }
        release();
    }

    private void end() {
        unwatch();
        release();
        call.waitsFor("");
        call.on(Thread.currentThread());
        try {
            call.enters(Phase.LOG);
            processor.log(call);
        } finally {
            call.incoming().send();
        }
    }

    /** Lets the object go, once; two may want to where the call was abandoned. */
    void release() {
        boolean first = call.state() != State.ABANDONED || RELEASED.compareAndSet(this, false, true);
        if (first && call.hasSlot()) {
            processor.adapter().letGo(slot());
        }
    }

    // refused, late, cancelled

    @Override
    public void refuse(Throwable reason) {
        if (call.state() == State.ABANDONED) {
            chain().leaveLanes();
        }
        refuseAs(Failures.refused(reason));
    }

    /** Answers a call that never got to its object, if nobody has answered it already. */
    void refuseAs(Outcome outcome) {
        if (!call.move(State.WAITING, State.ANSWERING)) {
            return;
        }
        if (!nested() && call.hasChain()) {
            chain().leaveLanes();
        }
        call.decide(outcome);
        encode();
        end();
    }

    /**
     * Answers the call if it has no outcome that long after its arrival.
     *
     * @return false if it is so late already, and was refused
     */
    boolean watch(long nanosAfterArrival) {
        if (nanosAfterArrival == Long.MAX_VALUE) {
            return true;
        }
        long left = nanosAfterArrival - (System.nanoTime() - call.startNanos());
        long millis = nanosAfterArrival / 1_000_000;
        if (left <= 0) {
            refuse(EarlyAnswer.lateBeforeItsTurn(call.object(), millis));
            return false;
        }
        unwatch = processor.deadlines().watch(left, () -> early().late(millis));
        return true;
    }

    /** Its deadline is of no interest any more. */
    void unwatch() {
        Runnable watched = unwatch;
        if (watched != null) {
            watched.run();
        }
    }

    /** Answers the call, or interrupts it once more if it was answered already; false if its own answer is being made. */
    boolean cancel() {
        if (nested()) { // of a lifecycle method, to which nobody else can answer
            chain().doom(new CancellationException("HEARTH-CANCELLED: the call was cancelled; nothing of it is kept"));
            return true;
        }
        return early().cancel();
    }

    private EarlyAnswer early() {
        return new EarlyAnswer(processor, call, this);
    }
}
