package ledger;

import java.util.concurrent.Semaphore;

/** By which the ledgers and their auditor tell each other when. */
final class Signals {
    static final Semaphore ENTERED = new Semaphore(0);
    static final Semaphore LEAVE = new Semaphore(0);
    static final Semaphore ADD_OUTSIDE = new Semaphore(0);
    static final Semaphore ADDED_OUTSIDE = new Semaphore(0);

    private Signals() {}
}
