package dev.hearth.core.dispatch;

import dev.hearth.core.adapter.Transaction;
import java.util.function.Supplier;

/** Lifecycle methods of {@code SINGLE} objects: they take the single lane like a call, so that they overlap none. */
final class LifecycleTurns {

    private final Supplier<Transaction> transactions;

    LifecycleTurns(Supplier<Transaction> transactions) {
        this.transactions = transactions;
    }

    void run(String object, Lane lane, ObjectThread thread, Runnable lifecycleMethod) {
        Chain chain = new Chain(0, false, transactions.get(), "the end or begin of " + object);
        Waiter waiter = new Waiter(chain, lane, false, true) {
            @Override
            void granted() {
                thread.post(() -> {
                    try {
                        lifecycleMethod.run();
                    } finally {
                        lane().leave(chain);
                    }
                });
            }
        };
        if (lane.enter(waiter)) {
            waiter.granted();
        }
    }
}
