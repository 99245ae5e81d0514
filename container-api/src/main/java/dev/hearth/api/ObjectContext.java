package dev.hearth.api;

import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.util.Optional;

/**
 * What a hosted object can learn and ask of its surroundings; taken as the parameter of its constructor.
 *
 * <p>An instance belongs to one object and stays valid for as long as the object is active. Thread-safe.
 */
public interface ObjectContext {

    /** The object's whole name, such as {@code accounts/alice}. */
    String name();

    /** The part of the name below the type's, such as {@code alice}; empty for the object at the type's own name. */
    String key();

    /**
     * Who makes the current call.
     *
     * @throws IllegalStateException on a thread that runs no call
     */
    Caller caller();

    /**
     * What a hook module has set for the current call, or for a call further up in its chain.
     *
     * @return empty if none did, and on a thread that runs no call
     */
    <T> Optional<T> attribute(Attribute<T> attribute);

    /**
     * A reference to another hosted object. Calls through it go through the hooks and the other object's threading, by
     * value as RMI promises, without a socket. The object need not exist yet: its first call creates it.
     *
     * @param name the name as a client would look it up
     * @param type the remote interface to see it through
     * @throws NotBoundException if no deployed type has that name, or the current caller may not see it
     * @throws ClassCastException if the object does not have that interface
     */
    <T extends Remote> T lookup(String name, Class<T> type) throws NotBoundException;

    /** Whether an object of that name exists: a persistent one that was created, or a transient one that is active. */
    boolean exists(String name);

    /** Whether this object is being created now, and not activated from stored state. */
    boolean isNew();

    /** The value of a setting of the object's deployment, from {@code hearth.yaml} or the descriptor of its JAR. */
    Optional<String> setting(String name);

    /**
     * Ends this object when the current call has succeeded. Its stubs are dead from then on: a later object of the same
     * name is a new one.
     */
    void remove();
}
