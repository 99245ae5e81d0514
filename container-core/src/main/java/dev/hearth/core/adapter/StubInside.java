package dev.hearth.core.adapter;

import dev.hearth.core.call.StandIn;
import java.io.IOException;
import java.io.ObjectOutput;
import java.rmi.Remote;

/** What is inside a stub in hosted code's hands: leads to an object in this process, and out of it where it is written. */
public final class StubInside extends ObjectRef implements StandIn {

    private static final long serialVersionUID = 1;

    private final transient LocalReference reference;

    /**
     * @param object a reference between hosted objects
     * @throws IllegalArgumentException if it is none
     */
    public StubInside(Remote object) {
        super(object);
        LocalReference local = LocalReference.of(object);
        if (local == null) {
            throw new IllegalArgumentException(object.getClass().getName() + " is no reference to a hosted object");
        }
        this.reference = local;
    }

    /** The JDK's for a stub: who reads that has the stub. */
    @Override
    public String getRefClass(ObjectOutput out) {
        return reference.written().getRefClass(out);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        reference.written().writeExternal(out);
    }
}
