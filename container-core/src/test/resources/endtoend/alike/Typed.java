package alike;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** An interface with type parameters. */
public interface Typed<T extends Comparable<T>, E extends Exception> extends Remote {
    T typed(T value) throws RemoteException, E;

    List<? extends T> listed(T value, List<? super T> more) throws RemoteException;
}
