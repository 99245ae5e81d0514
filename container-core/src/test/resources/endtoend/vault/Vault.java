package vault;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** An object that is called over TLS. */
public interface Vault extends Remote {
    /** The principal of this call. */
    String who() throws RemoteException;

    byte[] echo(byte[] content) throws RemoteException;

    /** Another object, which only this stub leads to. */
    Vault inner() throws RemoteException;

    /** Calls the listener back, with another object. */
    String tell(Listener listener) throws RemoteException;

    /** How many threads of the container read connections. */
    long readers() throws RemoteException;
}
