package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.pipeline.Progress.State;
import java.rmi.MarshalException;
import java.rmi.ServerException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a call that its object has not given: a deadline's, or that of somebody who cancels it.
 *
 * <p>The caller has it at once. A call that waits never runs; one that runs is interrupted with its chain, nothing of it is
 * kept, and its lanes stay held until its method returns. Once the reply is being made, or the chain's changes are with the
 * store, it is too late for any of that.
 */
final class EarlyAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(EarlyAnswer.class);

    private final CallProcessor processor;
    private final CallRun call;
    private final CallTurn turn;

    /** @param call begins a chain */
    EarlyAnswer(CallProcessor processor, CallRun call, CallTurn turn) {
        this.processor = processor;
        this.call = call;
        this.turn = turn;
    }

    /** The call's deadline has come, that many milliseconds after its arrival. */
    void late(long millis) {
        String waited = processor.waited(call);
        give(
                Failures.deadline(call.object(), millis, "nothing has run" + waited),
                Failures.deadline(call.object(), millis, "it was " + running() + "; nothing of it is kept"));
    }

    /** What to say of a call whose deadline has passed while its hooks were asked: it does not get a turn. */
    static TimeoutException lateBeforeItsTurn(String object, long millis) {
        return Failures.deadline(object, millis, "nothing has run: the time was over when its hooks had been asked");
    }

    /** What it does at this moment; it may have gone on when somebody reads it. */
    private String running() {
        return call.phase() == Phase.AROUND ? "about to run" : "running";
    }

    /** Answers the call, or interrupts it once more if it was answered already; false if its own answer is being made. */
    boolean cancel() {
        return give(nothingHasRun(), nothingIsKept()) || interruptAgain();
    }

    static CancellationException nothingHasRun() {
        return new CancellationException("HEARTH-CANCELLED: the call was cancelled; nothing has run");
    }

    private static CancellationException nothingIsKept() {
        return new CancellationException(
                "HEARTH-CANCELLED: the call was cancelled while it ran; nothing of it is kept");
    }

    private boolean interruptAgain() {
        boolean runs = call.state() == State.OVERTAKEN;
        if (runs) {
            call.chain().doom(nothingIsKept()); // the first reason stays
        }
        return runs;
    }

    /** Its hooks are held for the time after its end, when its answer is logged on another thread. */
    private boolean give(Exception ifWaiting, Exception ifRunning) {
        call.hooks().hold();
        boolean given = tryToGive(ifWaiting, ifRunning);
        if (!given) {
            call.hooks().release();
        }
        return given;
    }

    private boolean tryToGive(Exception ifWaiting, Exception ifRunning) {
        if (call.move(State.WAITING, State.ABANDONED)) {
            abandon(ifWaiting);
            return true;
        }
        if (call.state() == State.RUNNING) {
            call.overtakenNow();
        }
        if (call.move(State.RUNNING, State.OVERTAKEN)) {
            overtake(ifRunning);
            return true;
        }
        return false;
    }

    private void abandon(Exception reason) {
        if (call.hasChain()) {
            processor.dispatcher().withdraw(turn);
        }
        processor.ended(call);
        turn.release();
        send(reason, false);
    }

    private void overtake(Exception reason) {
        Chain chain = call.chain();
        chain.doom(reason);
        send(reason, true);
        chain.forfeitPlaces();
    }

    /** On a thread for replies, since the peer may be slow to read. The calls below this one are logged when they end. */
    private void send(Exception reason, boolean overtaken) {
        Outcome early = Outcome.refused(new ServerException(String.valueOf(reason.getMessage()), reason));
        call.early(early);
        processor.dispatcher().reply(() -> {
            try {
                call.incoming().encode(early);
            } catch (MarshalException | RuntimeException impossible) {
                LOG.error("call {}: an exception of the JDK's can't be sent", call.id(), impossible);
            }
            try {
                turn.unwatch();
                processor.logAlone(call);
            } finally {
                call.hooks().release();
                if (overtaken) {
                    call.incoming().overtaken();
                }
                call.incoming().send();
            }
        });
    }
}
