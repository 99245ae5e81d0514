package ledger;

import dev.hearth.api.*;

@HostedObject(name = "ledgers", lifecycle = Lifecycle.PERSISTENT)
public final class LedgerObject implements Ledger {
    private volatile long value;
    private Knot knot;
    private transient int additions;

    static final class Knot {
        Knot next;
    }

    @Override
    @ReadOnly
    public long value() {
        return value;
    }

    @Override
    @ReadOnly
    public int additions() {
        return additions;
    }

    @Override
    public long add(long more) {
        additions++;
        return value += more;
    }

    @Override
    public void addAndThrow(long more) {
        add(more);
        onlyThrow();
    }

    @Override
    public void onlyThrow() {
        throw new IllegalStateException("not this time");
    }

    @Override
    public void addAndTangle(long more) {
        add(more);
        knot = new Knot();
        knot.next = knot;
    }

    @Override
    public long addAndWait(long more) throws Exception {
        add(more);
        Signals.ENTERED.release();
        Signals.LEAVE.acquire();
        return value;
    }

    @Override
    public void addOutside(long more) {
        Thread own = new Thread(() -> {
            Signals.ADD_OUTSIDE.acquireUninterruptibly();
            value += more;
            Signals.ADDED_OUTSIDE.release();
        });
        own.setDaemon(true);
        own.start();
    }
}
