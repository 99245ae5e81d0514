package dev.hearth.core.cli.prove.objects;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.ObjectContext;
import dev.hearth.api.ReadOnly;

/** A persistent object for each key, made by its first use. */
@HostedObject(name = "tallies", lifecycle = Lifecycle.PERSISTENT)
public final class TallyObject implements Tally {

    private final transient ObjectContext context;
    private long count;

    TallyObject(ObjectContext context) {
        this.context = context;
    }

    @Override
    @ReadOnly
    public long value() {
        return count;
    }

    @Override
    public long next() {
        return ++count;
    }

    @Override
    public void end() {
        context.remove();
    }
}
