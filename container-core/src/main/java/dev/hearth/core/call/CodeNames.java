package dev.hearth.core.call;

import java.rmi.RemoteException;
import java.util.Collection;

/**
 * The names that code of deployments has bound in the container's registry, for the container to put in order: no hook is
 * asked, and none can refuse.
 *
 * <p>Thread-safe.
 */
public interface CodeNames {

    /** Whether code of this deployment was the last to bind the name. */
    boolean boundBy(String deployment, String name);

    /** Unbinds the name, if code of this deployment was the last to bind it. */
    void unbind(String deployment, String name);

    /**
     * Looks whether these names can be bound as things are, without binding any.
     *
     * @throws RemoteException if one is a deployed object's, or they are more than may be bound
     */
    void requireBindable(Collection<String> names) throws RemoteException;

    /** Unbinds what is of a class of this loader, which is forgotten; hosted objects and foreign stubs are none such. */
    void forget(ClassLoader loader);

    /** What these names mean now, and what it would need to put that back: to be closed. */
    Former keep(Collection<String> names);

    /** What names meant. */
    interface Former extends AutoCloseable {

        /** Gives the names their former meaning, all that code of this deployment was the last to bind. */
        void putBack(String deployment);

        /** The former meanings are not needed any more. */
        @Override
        void close();
    }
}
