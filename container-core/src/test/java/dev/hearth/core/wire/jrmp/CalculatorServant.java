package dev.hearth.core.wire.jrmp;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Adds, echoes, and waits until it is let go. */
final class CalculatorServant implements Calculator {

    private final AtomicLong sum = new AtomicLong();
    private final CountDownLatch gate = new CountDownLatch(1);
    final AtomicInteger waiting = new AtomicInteger();

    @Override
    public long add(long amount) {
        return sum.addAndGet(amount);
    }

    @Override
    public String echo(String text) {
        return text;
    }

    @Override
    public byte[] bytes(byte[] content) {
        return content;
    }

    @Override
    public void await() {
        waiting.incrementAndGet();
        try {
            if (!gate.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no test let the servant go");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    long sum() {
        return sum.get();
    }

    void letGo() {
        gate.countDown();
    }
}
