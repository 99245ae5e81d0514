package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.benchmarks.subject.Bench;
import dev.hearth.benchmarks.subject.Order;

/** The measured object. Without state, so thread-safe: calls overlap in both servers. */
@HostedObject(name = "bench", lifecycle = Lifecycle.TRANSIENT, threading = Threading.POOLED)
public final class BenchObject implements Bench {

    @Override
    public long add(long number) {
        return number + 1;
    }

    @Override
    public byte[] echo(byte[] bytes) {
        return bytes;
    }

    @Override
    public Order price(Order order) {
        return order.priced();
    }
}
