package dev.hearth.core.hosted;

import dev.hearth.core.call.StandIn;
import java.rmi.Remote;
import java.rmi.server.RemoteStub;

/**
 * What {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote)} returns: it is declared to return a class that
 * {@code rmic} once generated; for where it did not. It can be bound, and in a message it becomes the object's stub.
 */
@SuppressWarnings("deprecation") // the type that callers were compiled against
final class ExportedStub extends RemoteStub implements StandIn {

    private static final long serialVersionUID = 1;

    private final transient Remote object;

    ExportedStub(Remote object) {
        this.object = object;
    }

    @Override
    public Remote object() {
        return object;
    }

    private Object writeReplace() {
        return object;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExportedStub that && that.object.equals(object);
    }

    @Override
    public int hashCode() {
        return object.hashCode();
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
