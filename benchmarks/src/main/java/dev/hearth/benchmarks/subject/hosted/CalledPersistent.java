package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;

/** Called with its lane held; its state does not change, so that no disk is measured. */
@HostedObject(name = "called-persistent", lifecycle = Lifecycle.PERSISTENT, threading = Threading.POOLED)
public final class CalledPersistent extends CalledObject {
    private long most = Long.MAX_VALUE;

    @Override
    public long add(long number) {
        return Math.min(most, number + 1);
    }
}
