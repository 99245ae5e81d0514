package dev.hearth.core.wire.marshal;

import dev.hearth.core.wire.marshal.form.StubForm;
import java.rmi.Remote;
import org.jspecify.annotations.Nullable;

/**
 * A stub that somebody bound in the registry: kept as its serial form, for its interfaces and its socket factory may be
 * classes that this container does not have. Written out as it came, without a codebase.
 *
 * <p>Immutable. Nobody here can call it, and hosted code does not get to see it.
 */
public final class BoundStub implements Remote {

    private final StubForm form;
    private final StubAddress address;

    @SuppressWarnings({"unused", "FieldCanBeLocal"}) // held is all that it is
    private final @Nullable Object alive;

    /**
     * @param alive what keeps the object from being collected while it is bound, as its owner may count on; null if nobody
     *     here can
     */
    BoundStub(StubForm form, StubAddress address, @Nullable Object alive) {
        this.form = form;
        this.address = address;
        this.alive = alive;
    }

    /** Its serial form, as the first object of a stream. */
    byte[] bytes() {
        return form.bytes();
    }

    @Override
    public String toString() {
        return "stub of " + Refusals.printable(String.join(", ", form.types())) + " at " + address.host() + ":"
                + address.port();
    }
}
