package dev.hearth.core.call;

import java.rmi.Remote;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteStub;

/**
 * What hosted code holds in the place of an object, where the JDK would give it a stub of a class of its own; or the inside of
 * such a stub.
 */
public interface StandIn {

    /** The object that is meant. */
    Remote object();

    /** What a value means: the object that it or its inside stands for, else itself. */
    static Object meant(Object value) {
        if (value instanceof StandIn stub) {
            return stub.object();
        }
        return value instanceof RemoteObject stub && stub.getRef() instanceof StandIn inside ? inside.object() : value;
    }

    /** Whether it is a stub of a class of its own that leads to no hosted object: it travels as what it is. */
    @SuppressWarnings("deprecation") // JMX's are such still
    static boolean leadsElsewhere(Object value) {
        return value instanceof RemoteStub && meant(value) == value;
    }
}
