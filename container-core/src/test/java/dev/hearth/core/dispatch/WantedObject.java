package dev.hearth.core.dispatch;

import dev.hearth.api.Threading;
import java.util.concurrent.atomic.AtomicInteger;

/** An object that turns wait for, without an object. */
final class WantedObject implements Wanted {

    private final String name;
    private final Threading threading;
    private final QueueBound bound;
    private final AtomicInteger waiting = new AtomicInteger();

    WantedObject(String name, Threading threading, QueueBound bound) {
        this.name = name;
        this.threading = threading;
        this.bound = bound;
    }

    @Override
    public QueueBound.Entry queue() {
        return bound.add(name, waiting, threading);
    }

    @Override
    public QueueBound.Entry queueAgain() {
        return bound.addAgain(waiting, threading);
    }
}
