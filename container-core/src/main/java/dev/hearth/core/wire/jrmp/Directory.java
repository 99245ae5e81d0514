package dev.hearth.core.wire.jrmp;

import java.rmi.NotBoundException;
import java.rmi.Remote;

/** The names that the registry knows. Thread-safe. */
public interface Directory {

    /**
     * The object of this name, or what is written as its stub.
     *
     * @throws NotBoundException if no deployed type answers at it; the message names the nearest that the caller may see
     */
    Remote lookup(String name) throws NotBoundException;

    /** The names that the caller of the call in progress may see. */
    String[] list();
}
