package dev.hearth.core.wire.registry;

import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.OptionalLong;

/** What the registry asks about hosted objects and about its caller. Thread-safe. */
public interface Directory {

    /** Whether a deployed type answers at this name. */
    boolean deployed(String name);

    /**
     * The deployed object of this name, or what is written as its stub.
     *
     * @throws NotBoundException if no deployed type answers at it; the message names the nearest that the caller may see
     */
    Remote lookup(String name) throws NotBoundException;

    /** The names of deployed types that the caller of the call in progress may see. */
    List<String> names();

    /** Whether the caller of the call in progress may see this name. */
    boolean visible(String name);

    /** The number of the hosted object that this is, or is a reference to. */
    OptionalLong numberOf(Remote object);

    /**
     * A reference to the object of this number.
     *
     * @throws java.rmi.NoSuchObjectException if it has ended, or its type is not deployed now
     */
    Remote object(long number) throws RemoteException;

    /** What is done while an object can't end. */
    interface Held<E extends Exception> {

        /**
         * Does it.
         *
         * @param type the name of the object's type; empty if a method gave the object away
         */
        void of(String type) throws RemoteException, E;
    }

    /**
     * Does something while the object of this number can't end.
     *
     * @throws java.rmi.NoSuchObjectException if it has ended, or its type is not deployed now
     */
    <E extends Exception> void whileHeld(long number, Held<E> held) throws RemoteException, E;

    /**
     * What can be kept of an object that is not hosted: its stub; or itself, if it is a value and code of a deployment binds it.
     *
     * @throws java.rmi.NoSuchObjectException if it has none
     */
    Remote stub(Remote object) throws RemoteException;

    /** No name holds the object of this number any more. */
    void unnamed(long number);

    /** Who makes the call in progress. */
    Binder caller();
}
