package dev.hearth.core.call;

import java.rmi.server.RemoteRef;

/**
 * What hosted objects' stubs are in the streams that hosted code makes for itself: in a file, over a socket of its own, in a
 * {@link java.rmi.MarshalledObject}. Thread-safe.
 */
public interface StubRefs {

    /**
     * Such a stub's inside. Writes itself as the JDK's, which any JVM reads; leads to the object at the address that the
     * configuration advertises or else the port is bound to, since nobody knows who will read it. Belongs to no session.
     */
    RemoteRef to(Reference hosted);
}
