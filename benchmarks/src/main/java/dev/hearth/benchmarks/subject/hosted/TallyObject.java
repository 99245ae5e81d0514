package dev.hearth.benchmarks.subject.hosted;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.ObjectContext;
import dev.hearth.api.Threading;
import dev.hearth.benchmarks.subject.Tally;

/** A counter whose state is as large as the first part of its key says, in bytes: {@code tally/200/7}. */
@HostedObject(name = "tally", lifecycle = Lifecycle.PERSISTENT, threading = Threading.POOLED)
public final class TallyObject implements Tally {
    private static final int BESIDES = 36;

    private long counted;
    private String rest;

    /** @param context has the key */
    public TallyObject(ObjectContext context) {
        String[] parts = context.key().split("/", 2);
        rest = ".".repeat(Math.max(0, Integer.parseInt(parts[0]) - BESIDES));
    }

    @Override
    public long count() {
        return ++counted;
    }

    /** For the compiler, which sees nobody read it. */
    int size() {
        return rest.length();
    }
}
