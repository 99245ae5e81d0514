package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.Reference;
import dev.hearth.core.call.StandIn;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.OutputStream;
import java.io.Serializable;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteObjectInvocationHandler;
import org.jspecify.annotations.Nullable;

/**
 * The object stream of one message that goes out: hosted objects as stubs, exceptions that the other side can't know as ones
 * that it can, no codebase.
 *
 * <p>Used by one thread.
 */
final class WireOutput extends ObjectOutputStream {

    private final ObjectReferences references;
    private final Stubs stubs;
    private final Route route;
    private final @Nullable TravellingErrors errors;

    /**
     * @param errors which exceptions travel as themselves; null where all do
     */
    WireOutput(
            OutputStream out, ObjectReferences references, Stubs stubs, Route route, @Nullable TravellingErrors errors)
            throws IOException {
        super(out);
        this.references = references;
        this.stubs = stubs;
        this.route = route;
        this.errors = errors;
        useProtocolVersion(ObjectStreamConstants.PROTOCOL_VERSION_1);
        enableReplaceObject(true);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        writeObject(null);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        writeObject(null);
    }

    @Override
    protected Object replaceObject(Object written) throws IOException {
        if (written instanceof Remote remote) {
            return standsFor(remote);
        }
        if (errors != null && written instanceof Throwable thrown) {
            return errors.fit(thrown);
        }
        return written;
    }

    private Object standsFor(Remote object) throws IOException {
        if (object instanceof RemoteObjectInvocationHandler) {
            return object; // the inside of a stub that is being written
        }
        Reference hosted = references.referenceTo(object);
        if (hosted == null) {
            if (ForeignReference.of(object).isPresent() || StandIn.leadsElsewhere(object)) {
                return object; // writes itself as the stub that it is, or came as
            }
            try {
                return RemoteObject.toStub(object);
            } catch (NoSuchObjectException notExported) {
                if (object instanceof Serializable && !(object instanceof RemoteObject)) {
                    return object; // nobody exported it, so it is a value
                }
            }
            hosted = references.export(object);
        }
        Object stub = stubs.stub(hosted);
        route.departures()
                .left(references.stubLeft(hosted.number(), route.peer().address()));
        return stub;
    }
}
