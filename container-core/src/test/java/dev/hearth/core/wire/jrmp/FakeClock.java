package dev.hearth.core.wire.jrmp;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes when the test says so. */
final class FakeClock implements LongSupplier {

    private final AtomicLong now = new AtomicLong();

    /**
     * Lets time pass. Again and again, in a wait, hardly faster than it does: an honest peer's thread that has no processor for a
     * moment would be late.
     */
    void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return now.get();
    }
}
