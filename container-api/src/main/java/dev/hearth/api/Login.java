package dev.hearth.api;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;

/**
 * How a client says who it is: the interface of the object {@code login}, which is there when the module {@code login} is
 * configured.
 *
 * <p>A client that logs in needs this interface besides its own and the JDK. What it gets is a registry whose stubs act as
 * the user, in whatever JVM they are used: such a stub is a key, to be kept as a password is. A session ends by {@link
 * #logout}, when it was not used for a while, when it has lasted too long, or by an administrator; calls then throw a {@link
 * java.rmi.AccessException}.
 *
 * <pre>{@code
 * Login login = (Login) LocateRegistry.getRegistry(host, 1099).lookup("login");
 * Registry mine = login.login("alice", password);
 * Account account = (Account) mine.lookup("accounts/alice");
 * ((Login) mine.lookup("login")).logout();
 * }</pre>
 */
public interface Login extends Remote {

    /**
     * Begins a session. Taken only over TLS or from the server's own machine; who fails too often has to wait.
     *
     * @param password in plain; the server clears what it has read, the client's own array is the client's to clear
     * @return a registry whose stubs, and those that calls on them return, belong to the session
     * @throws java.rmi.AccessException if it is refused; the text is the same whatever was wrong
     */
    Registry login(String user, char[] password) throws RemoteException;

    /**
     * Ends the session of the stub that it is called on, and so all stubs of that session.
     *
     * @throws java.rmi.AccessException if the stub belongs to no session: it was not looked up in the registry that {@link
     *     #login} returned
     */
    void logout() throws RemoteException;
}
