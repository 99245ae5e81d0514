package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.copy.Unresolved;
import dev.hearth.core.wire.marshal.form.StubForm;
import java.rmi.Remote;
import java.rmi.UnmarshalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stub that somebody bound in the registry: kept as its serial form, for its interfaces and its socket factory may be
 * classes that this container does not have. Written out as it came, without a codebase.
 *
 * <p>Immutable. Nobody here can call it; hosted code that looks it up gets what it is resolved to.
 */
public final class BoundStub implements Remote, Unresolved {

    private final StubForm form;
    private final StubAddress address;
    private final @Nullable Object object;

    /**
     * @param object the {@link ForeignReference} by which the object can be called from here, or the object itself if the
     *     JDK exported it in this process; null if no connection can be opened from here
     */
    BoundStub(StubForm form, StubAddress address, @Nullable Object object) {
        this.form = form;
        this.address = address;
        this.object = object;
    }

    /** Its serial form, as the first object of a stream. */
    byte[] bytes() {
        return form.bytes();
    }

    /** What keeps the object alive at its server, once it is claimed and as long as this is reachable. */
    Optional<ForeignReference> reference() {
        return object instanceof ForeignReference reference ? Optional.of(reference) : Optional.empty();
    }

    @Override
    public Object resolvedIn(ClassLoader target) throws UnmarshalException {
        if (object instanceof ForeignReference reference) {
            return reference.relocated(target, interfaces(target));
        }
        if (object != null) {
            return object;
        }
        throw new UnmarshalException("a " + this + " can't be called from here: its socket factory is of class "
                + Refusals.printable(form.factory().orElse("")));
    }

    private List<Class<?>> interfaces(ClassLoader target) throws UnmarshalException {
        List<Class<?>> interfaces = new ArrayList<>();
        for (String name : form.types()) {
            try {
                Class<?> type = Class.forName(name, false, target);
                interfaces.addAll(type.isInterface() ? List.of(type) : HostedType.remoteInterfaces(type));
            } catch (ClassNotFoundException | LinkageError missing) {
                UnmarshalException failure = new UnmarshalException("the deployment that looks up a " + this
                        + " can't load " + Refusals.printable(name) + ": put it into its JAR");
                failure.detail = missing;
                throw failure;
            }
        }
        interfaces.removeIf(type -> !Remote.class.isAssignableFrom(type));
        return interfaces;
    }

    @Override
    public String toString() {
        return "stub of " + Refusals.printable(String.join(", ", form.types())) + " at "
                + Refusals.printable(address.host()) + ":" + address.port();
    }
}
