package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.benchmarks.subject.Bench;
import dev.hearth.benchmarks.subject.Order;

/** What the measured objects do, whatever thread runs them. Without state. */
abstract class Adding implements Bench {

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
