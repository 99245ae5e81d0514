package maker;

import dev.hearth.api.*;
import java.util.concurrent.atomic.AtomicInteger;

@HostedObject(name = "maker", preload = true)
public final class MakerObject implements Maker {
    private static final AtomicInteger ENDED = new AtomicInteger();
    private int count;

    @Override
    public Made make() {
        return new MadeObject();
    }

    @Override
    public int ended() {
        return ENDED.get();
    }

    @Override
    public synchronized int count() {
        return ++count;
    }

    static final class MadeObject implements Made {
        @Override
        public String hello() {
            return "hello";
        }

        @OnDestroy
        void end() {
            ENDED.incrementAndGet();
        }
    }
}
