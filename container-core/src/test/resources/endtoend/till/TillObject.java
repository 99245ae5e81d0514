package till;

import dev.hearth.api.*;
import java.util.concurrent.locks.LockSupport;

/** Tills of all policies and lifecycles. */
public abstract class TillObject implements Till {
    private final transient ObjectContext context;
    private long count;

    TillObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public String version() {
        return "version one";
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void deposit() {
        count++;
    }

    @Override
    public void depositHereAndThere(String other) throws Exception {
        count++;
        context.lookup(other, Till.class).deposit();
    }

    @Override
    @Deadline(millis = 50)
    public void depositSlowly(long millis) {
        count++;
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void depositAndThrow() {
        count++;
        throw new IllegalStateException("planned");
    }

    @HostedObject(name = "single", threading = Threading.SINGLE)
    static final class Single extends TillObject {
        Single(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "per-object", threading = Threading.PER_OBJECT)
    static final class PerObject extends TillObject {
        PerObject(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "per-request", threading = Threading.PER_REQUEST)
    static final class PerRequest extends TillObject {
        PerRequest(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "pooled", threading = Threading.POOLED)
    static final class Pooled extends TillObject {
        Pooled(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "kept-single", lifecycle = Lifecycle.PERSISTENT, threading = Threading.SINGLE)
    static final class KeptSingle extends TillObject {
        KeptSingle(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "kept-per-object", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_OBJECT)
    static final class KeptPerObject extends TillObject {
        KeptPerObject(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "kept-per-request", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_REQUEST)
    static final class KeptPerRequest extends TillObject {
        KeptPerRequest(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "kept-pooled", lifecycle = Lifecycle.PERSISTENT, threading = Threading.POOLED)
    static final class KeptPooled extends TillObject {
        KeptPooled(ObjectContext context) {
            super(context);
        }
    }
}
