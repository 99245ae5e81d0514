package ledger;

import dev.hearth.api.*;

@HostedObject(name = "auditor")
public final class AuditorObject implements Auditor {
    private final ObjectContext context;

    AuditorObject(ObjectContext context) {
        this.context = context;
    }

    private Ledger ledger(String key) throws Exception {
        return context.lookup("ledgers/" + key, Ledger.class);
    }

    @Override
    public void addThenTangle(String good, String tangled, long more) throws Exception {
        ledger(good).add(more);
        ledger(tangled).addAndTangle(more);
    }

    @Override
    public void addThenThrow(String key, long more) throws Exception {
        ledger(key).add(more);
        throw new IllegalStateException("after all");
    }

    @Override
    public boolean exists(String key) {
        return context.exists("ledgers/" + key);
    }

    @Override
    public void awaitEntered() throws Exception {
        Signals.ENTERED.acquire();
    }

    @Override
    public void letGo() {
        Signals.LEAVE.release();
    }

    @Override
    public void letAddOutside() throws Exception {
        Signals.ADD_OUTSIDE.release();
        Signals.ADDED_OUTSIDE.acquire();
    }
}
