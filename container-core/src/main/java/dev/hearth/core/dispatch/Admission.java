package dev.hearth.core.dispatch;

import dev.hearth.core.call.Deployment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a call that begins a chain past the intakes of the container and of its deployment, when there is something to
 * ask. It waits there without a thread.
 *
 * <p>A call that has waited at the one comes to the other again, since that may have been closed meanwhile: so what was held
 * when the container drained does not run afterwards.
 */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final Dispatcher dispatcher;
    private final Turn turn;
    private final Deployment deployment;
    private boolean waited;

    Admission(Dispatcher dispatcher, Turn turn) {
        this.dispatcher = dispatcher;
        this.turn = turn;
        this.deployment = turn.slot().type().deployment();
    }

    /** @throws ClosedException if the call is refused */
    void begin() {
        Runnable next = this::enterDeployment;
        pass(dispatcher.intakes().ofContainer(deployment), next, next);
    }

    private void enterDeployment() {
        pass(dispatcher.intakes().of(deployment), this::run, this::lookAtContainerAgain);
    }

    private void lookAtContainerAgain() {
        pass(dispatcher.intakes().ofContainer(deployment), this::run, this::enterDeployment);
    }

    private void run() {
        dispatcher.begin(turn, !waited);
    }

    private void pass(@Nullable Intake intake, Runnable atOnce, Runnable afterWait) {
        Lane lane = intake == null ? null : intake.lane();
        if (intake == null || lane == null) {
            atOnce.run();
            return;
        }
        waited = true;
        turn.chain().waitOutside();
        if (dispatcher.enterOrQueue(lane, new Held(intake, lane, afterWait), turn)) {
            letBy(intake, lane, afterWait);
        }
    }

    private void letBy(Intake intake, Lane lane, Runnable next) {
        lane.leaveForGood(turn.chain());
        turn.chain().comeIn();
        intake.requireNoRefusal();
        next.run();
    }

    /** Called by the operator, whose thread runs no objects and waits for no peer. */
    private final class Held extends Waiter {
        private final Intake intake;
        private final Runnable next;

        Held(Intake intake, Lane lane, Runnable next) {
            super(turn.chain(), lane, intake.wanted(turn.slot().type().threading()), false);
            this.intake = intake;
            this.next = next;
        }

        @Override
        boolean shared() {
            return true;
        }

        @Override
        boolean accept() {
            return !turn.answered();
        }

        @Override
        void granted() {
            turn.waitingFor("");
            try {
                letBy(intake, lane(), next);
            } catch (BusyException | ClosedException refused) {
                dispatcher.reply(() -> turn.refuse(refused));
            } catch (RuntimeException | Error fault) {
                LOG.error("{} could not begin", turn.chain(), fault);
                dispatcher.reply(() -> turn.refuse(fault)); // the others behind it must not wait for ever
            }
        }
    }
}
