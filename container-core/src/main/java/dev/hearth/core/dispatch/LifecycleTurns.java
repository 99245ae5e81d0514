package dev.hearth.core.dispatch;

import dev.hearth.core.adapter.ActivationFailedException;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.LifecycleScope;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.adapter.Transaction;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The turns of lifecycle methods: they take the lanes that a call would take, so that they overlap none.
 *
 * <p>Such a turn waits for one lane and owns none meanwhile. What the method calls is of the turn's chain, so that it gets
 * into what the turn holds, and is committed when the turn ends.
 */
final class LifecycleTurns {

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleTurns.class);

    private final Function<ObjectSlot, Transaction> transactions;
    private final Executor later;

    /** @param later runs methods that have no thread of their own and could not run at once */
    LifecycleTurns(Function<ObjectSlot, Transaction> transactions, Executor later) {
        this.transactions = transactions;
        this.later = later;
    }

    /** A lifecycle method that waits for its turn. */
    final class LifecycleTurn implements LifecycleScope, InChain {
        private final Chain chain;
        private final Wanted object;
        private final Lane lane;
        private final @Nullable Lane own;
        private final Runnable method;
        private final Runnable inUse;

        /**
         * @param lane is waited for
         * @param own is taken besides if it is free then; null if there is no other
         * @param inUse instead of the method if it is not free
         */
        LifecycleTurn(Wanted object, ObjectSlot slot, Lane lane, @Nullable Lane own, Runnable method, Runnable inUse) {
            this.chain = new Chain(0, false, transactions.apply(slot), "the end or begin of " + slot);
            this.object = object;
            this.lane = lane;
            this.own = own;
            this.method = method;
            this.inUse = inUse;
        }

        /**
         * Runs the method, on this thread or, if it has to wait, on another.
         *
         * @throws BusyException if it would have to wait and the queue is full
         */
        void here() {
            on(Runnable::run, later);
        }

        /** As {@link #here}, on the object's thread. */
        void on(ObjectThread thread) {
            on(thread::post, thread::post);
        }

        private void on(Executor now, Executor afterWait) {
            Waiter waiter = new Waiter(chain, lane, object, false) {
                @Override
                void granted() {
                    afterWait.execute(LifecycleTurn.this::run);
                }
            };
            if (lane.enter(waiter)) {
                now.execute(this::run);
            }
        }

        private void run() {
            chain.keep(lane);
            CallScope call =
                    CallScope.bind(null); // whoever ends another object from within a call is not in that object
            LifecycleScope before = LifecycleScope.bind(this);
            try {
                if (own == null) {
                    method.run();
                } else if (own.tryEnter(chain)) {
                    chain.keep(own);
                    method.run();
                } else {
                    inUse.run();
                }
            } finally {
                LifecycleScope.bind(before);
                CallScope.bind(call);
                end();
            }
        }

        private void end() {
            Transaction transaction = transaction();
            try {
                if (transaction.doomed() == null) {
                    transaction.commit();
                } else {
                    transaction.rollback();
                }
            } catch (ActivationFailedException | RuntimeException | Error failed) {
                LOG.warn("what objects changed that {} called is not kept", chain, failed);
                transaction.rollback();
            } finally {
                chain.leaveLanes();
                transaction.end();
            }
        }

        @Override
        public Chain chain() {
            return chain;
        }

        @Override
        public Transaction transaction() {
            return chain.transaction();
        }
    }
}
