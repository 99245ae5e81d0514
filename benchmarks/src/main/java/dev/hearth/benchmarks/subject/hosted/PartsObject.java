package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.benchmarks.subject.Part;
import dev.hearth.benchmarks.subject.Parts;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The maker of parts. It keeps none of them: only their clients hold them. Thread-safe. */
@HostedObject(name = "parts", lifecycle = Lifecycle.TRANSIENT, threading = Threading.POOLED)
public final class PartsObject implements Parts {
    private final AtomicLong made = new AtomicLong();

    @Override
    public Part next() {
        return new PartObject(made.incrementAndGet());
    }

    @Override
    public Part[] next(int count) {
        return Stream.generate(this::next).limit(count).toArray(Part[]::new);
    }
}
