package trouble;

import dev.hearth.api.HostedObject;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Semaphore;

@HostedObject(name = "latches")
public final class LatchesObject implements Latches {
    static final Semaphore ENTERED = new Semaphore(0);
    static final Semaphore OPEN = new Semaphore(0);
    static final Semaphore INTERRUPTED = new Semaphore(0);
    static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @Override
    public void awaitEntered() throws Exception {
        ENTERED.acquire();
    }

    @Override
    public void awaitInterrupted() throws Exception {
        INTERRUPTED.acquire();
    }

    @Override
    public void open() {
        OPEN.release();
    }
}
