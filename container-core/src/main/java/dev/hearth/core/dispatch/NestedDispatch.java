package dev.hearth.core.dispatch;

import dev.hearth.core.call.Deployment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one call that an object made: its thread waits until the call has ended, and runs meanwhile what must run on
 * it.
 */
final class NestedDispatch {

    private final Dispatcher dispatcher;
    private final Turn turn;

    NestedDispatch(Dispatcher dispatcher, Turn turn) {
        this.dispatcher = dispatcher;
        this.turn = turn;
    }

    void run() {
        if (enterDeployment()) {
            enterObject();
        }
    }

    /**
     * Enters the object's deployment, if the chain is not in it yet; waits where that is held.
     *
     * @return false if the chain was doomed meanwhile and the turn refused
     * @throws ClosedException if the deployment takes no calls now
     */
    private boolean enterDeployment() {
        Deployment deployment = turn.slot().type().deployment();
        Chain chain = turn.chain();
        if (chain.isIn(deployment.name())) {
            return true;
        }
        chain.enterDeployment(deployment.name());
        Intake intake = dispatcher.intakes().of(deployment);
        if (intake == null) {
            return true;
        }
        boolean in = false;
        try {
            in = pass(intake, deployment.name());
        } finally {
            if (!in) {
                chain.leaveDeployment(deployment.name());
            }
        }
        return in;
    }

    private boolean pass(Intake intake, String deployment) {
        Lane lane = intake.lane();
        if (lane == null) {
            return true;
        }
        turn.chain().leaveDeployment(deployment);
        boolean letBy = waitAtIntake(intake, lane);
        turn.chain().enterDeployment(deployment);
        if (letBy) {
            lane.leaveForGood(turn.chain());
            intake.requireNoRefusal();
        }
        return letBy;
    }

    /** The operator may take long: the thread's place in the pool goes to another meanwhile. */
    private boolean waitAtIntake(Intake intake, Lane lane) {
        Runnable takeBack = dispatcher.outside();
        try {
            return enter(new Wait(lane, intake.wanted(turn.slot().type().threading())) {
                @Override
                boolean shared() {
                    return true;
                }
            });
        } finally {
            takeBack.run();
        }
    }

    private void enterObject() {
        switch (turn.slot().type().threading()) {
            case PER_OBJECT -> onObjectThread();
            case SINGLE -> onSingleThread();
            case PER_REQUEST -> onNewThread();
            default -> here();
        }
    }

    private void here() {
        Lane lane = dispatcher.laneFor(turn.slot());
        if (lane == null || enter(lane)) {
            perform(lane);
        }
    }

    private void onObjectThread() {
        Place place = dispatcher.placeOf(turn);
        ObjectThread thread = place.thread();
        if (enter(place.lane())) {
            onThread(thread, place.lane());
        }
    }

    private void onSingleThread() {
        Lane own = dispatcher.placeOf(turn).lane();
        if (turn.slot().persistent()) {
            if (!enter(own)) {
                return;
            }
            turn.chain().keep(own);
        }
        ObjectThreads threads = dispatcher.objectThreads();
        if (enter(threads.singleLane())) {
            onThread(threads.single(), threads.singleLane());
        }
    }

    private void onThread(ObjectThread thread, Lane lane) {
        if (thread.isCurrent()) {
            perform(lane);
        } else {
            elsewhere(lane, thread::post);
        }
    }

    private void onNewThread() {
        Gate gate = dispatcher.perRequest();
        if (!gate.take()) {
            throw new BusyException("no thread is left for a nested call (" + gate.setting() + ")");
        }
        Pass pass = new Pass(gate);
        turn.chain().takes(pass);
        try {
            Lane lane = dispatcher.laneFor(turn.slot());
            if (lane == null || enter(lane)) {
                elsewhere(lane, gate::execute);
            }
        } finally {
            turn.chain().gaveBack(pass);
            pass.giveBack();
        }
    }

    private void elsewhere(@Nullable Lane lane, java.util.concurrent.Executor thread) {
        AtomicBoolean done = new AtomicBoolean();
        Thread waiting = Thread.currentThread();
        Runnable work = () -> {
            try {
                perform(lane);
            } finally {
                done.set(true);
                LockSupport.unpark(waiting);
            }
        };
        try {
            thread.execute(work);
        } catch (BusyException noThread) {
            if (lane != null) {
                dispatcher.leaveOrKeep(turn, lane);
            }
            throw noThread;
        }
        ObjectThread.await(done::get);
    }

    private void perform(@Nullable Lane lane) {
        dispatcher.inLane(turn, lane);
        turn.finish();
    }

    /** Takes a lane, waiting for it if need be; false if the chain was doomed meanwhile and the turn refused. */
    private boolean enter(Lane lane) {
        return enter(new Wait(lane, dispatcher.placeOf(turn)));
    }

    private boolean enter(Wait wait) {
        Lane lane = wait.lane();
        if (lane.enter(wait)) {
            return true;
        }
        turn.waitingFor(lane.toString());
        dispatcher.graph().waits(wait);
        try {
            ObjectThread.await(wait::over);
        } finally {
            dispatcher.graph().waitsNoMore(turn.chain());
            turn.waitingFor("");
        }
        return !givenUp(wait);
    }

    private boolean givenUp(Wait wait) {
        Throwable doom = turn.chain().transaction().doomed();
        if (doom == null) {
            return false;
        }
        if (!wait.lane().withdraw(wait)) {
            ObjectThread.await(wait::isGranted);
            wait.lane().leaveForGood(turn.chain());
        }
        turn.refuse(doom);
        return true;
    }

    /** The wait of the current thread. */
    private class Wait extends Waiter {
        private final Thread thread = Thread.currentThread();
        private volatile boolean granted;

        Wait(Lane lane, Wanted wanted) {
            super(turn.chain(), lane, wanted, true);
        }

        @Override
        boolean shared() {
            return Dispatcher.shares(turn);
        }

        @Override
        boolean mayWait() {
            return turn.chain().transaction().mayWait();
        }

        @Override
        void granted() {
            granted = true;
            LockSupport.unpark(thread);
        }

        @Override
        void wake() {
            LockSupport.unpark(thread);
        }

        boolean isGranted() {
            return granted;
        }

        boolean over() {
            return granted || turn.chain().transaction().doomed() != null;
        }
    }
}
