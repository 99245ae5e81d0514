package stuck;

import dev.hearth.api.HostedObject;
import dev.hearth.api.ObjectContext;
import dev.hearth.api.Threading;
import java.util.concurrent.CountDownLatch;

abstract class StuckObject implements Stuck {
    private static volatile CountDownLatch gate = new CountDownLatch(1);
    private final ObjectContext context;

    StuckObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    public void ignore() {
        CountDownLatch mine = gate;
        while (mine.getCount() > 0) {
            try {
                mine.await();
            } catch (InterruptedException ignored) {
                Thread.yield();
            }
        }
    }

    @Override
    public void spin() {
        CountDownLatch mine = gate;
        while (mine.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void hold() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void through(String other) throws Exception {
        context.lookup(other, Stuck.class).ignore();
    }

    @Override
    public String hello() {
        return "hello";
    }

    @Override
    public void letGo() {
        CountDownLatch former = gate;
        gate = new CountDownLatch(1);
        former.countDown();
    }

    @HostedObject(name = "pooled")
    static final class Pooled extends StuckObject {
        Pooled(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "single", threading = Threading.SINGLE)
    static final class Single extends StuckObject {
        Single(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "own", threading = Threading.PER_OBJECT)
    static final class Own extends StuckObject {
        Own(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "each", threading = Threading.PER_REQUEST)
    static final class Each extends StuckObject {
        Each(ObjectContext context) {
            super(context);
        }
    }
}
