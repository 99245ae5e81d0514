package office;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;
import java.rmi.RemoteException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

abstract class DeskObject implements Desk {
    private static final CyclicBarrier MEETING = new CyclicBarrier(2);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Override
    public long visit() {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        for (int i = 0; i < 20; i++) {
            Thread.yield();
        }
        inside.decrementAndGet();
        return Thread.currentThread().getId();
    }

    @Override
    public int most() {
        return most.get();
    }

    @Override
    public void meet() throws Exception {
        MEETING.await(30, TimeUnit.SECONDS);
    }

    @Override
    public String tell(Listener listener) throws RemoteException {
        return "it said: " + listener.heard("news");
    }

    @HostedObject(name = "single", threading = Threading.SINGLE)
    static final class Single extends DeskObject {}

    @HostedObject(name = "per-object", threading = Threading.PER_OBJECT)
    static final class PerObject extends DeskObject {}

    @HostedObject(name = "per-request", threading = Threading.PER_REQUEST)
    static final class PerRequest extends DeskObject {}

    @HostedObject(name = "pooled", threading = Threading.POOLED)
    static final class Pooled extends DeskObject {}
}
