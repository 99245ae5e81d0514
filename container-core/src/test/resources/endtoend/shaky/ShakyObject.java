package shaky;

import dev.hearth.api.Deadline;
import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.ObjectContext;
import dev.hearth.api.Threading;

abstract class ShakyObject implements Shaky {
    private final transient ObjectContext context;
    private long value;

    ShakyObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    @Deadline(millis = 25)
    public void add(String there, long before, long between) throws Exception {
        value++;
        Thread.sleep(before);
        context.lookup(there, Shaky.class).plus();
        Thread.sleep(between);
    }

    @Override
    public void plus() {
        value++;
    }

    @Override
    public long value() {
        return value;
    }

    @Override
    public boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    @HostedObject(name = "pooled", lifecycle = Lifecycle.PERSISTENT)
    static final class Pooled extends ShakyObject {
        Pooled(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "single", lifecycle = Lifecycle.PERSISTENT, threading = Threading.SINGLE)
    static final class Single extends ShakyObject {
        Single(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "own", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_OBJECT)
    static final class Own extends ShakyObject {
        Own(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "each", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_REQUEST)
    static final class Each extends ShakyObject {
        Each(ObjectContext context) {
            super(context);
        }
    }
}
