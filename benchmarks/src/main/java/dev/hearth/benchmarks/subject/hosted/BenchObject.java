package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.benchmarks.subject.Booking;
import dev.hearth.benchmarks.subject.Payloads;
import dev.hearth.benchmarks.subject.RefusedException;
import java.util.List;
import java.util.Map;

/** The measured object. Calls overlap in both servers. */
@HostedObject(name = "bench", lifecycle = Lifecycle.TRANSIENT, threading = Threading.POOLED)
public final class BenchObject extends Adding implements Payloads {
    private static final int FULL = 17;

    @Override
    public String text(String text) {
        return text;
    }

    @Override
    public long[] numbers(long[] numbers) {
        return numbers;
    }

    @Override
    public List<String> names(List<String> names) {
        return names;
    }

    @Override
    public Map<String, Integer> table(Map<String, Integer> table) {
        return table;
    }

    @Override
    public List<Booking> bookings(List<Booking> bookings) {
        return bookings;
    }

    @Override
    public void refuse(String why) throws RefusedException {
        throw new RefusedException(why, FULL);
    }
}
