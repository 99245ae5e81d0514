package dev.hearth.core.wire.marshal;

/**
 * Stands in for {@link java.rmi.server.RemoteStub} where a stub of a class that {@code rmic} generated is read. Public for
 * {@link StubReader} alone, whose classes extend it.
 */
public abstract class RemoteStub extends RemoteObject {

    private static final long serialVersionUID = -1585587260594494182L;
}
