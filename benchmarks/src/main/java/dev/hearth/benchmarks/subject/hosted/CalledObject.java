package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Threading;
import dev.hearth.benchmarks.subject.Called;
import dev.hearth.benchmarks.subject.Point;

/** Called on its caller's thread; without state, so thread-safe. */
@HostedObject(name = "called", threading = Threading.POOLED)
public class CalledObject implements Called {

    @Override
    public long add(long number) {
        return number + 1;
    }

    @Override
    public String echo(String text) {
        return text;
    }

    @Override
    public long distance(Point point) {
        point.move(1, 1);
        return point.sum();
    }
}
