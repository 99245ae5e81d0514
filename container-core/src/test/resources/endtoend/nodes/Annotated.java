package nodes;

import dev.hearth.api.*;

/** Says itself which threads it wants. */
@HostedObject(name = "annotated", threading = Threading.POOLED)
public final class Annotated implements Where {
    @Override
    public String thread() {
        return Thread.currentThread().getName();
    }
}
