package stream;

import com.healthmarketscience.rmiio.RemoteInputStream;
import java.io.IOException;
import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Depot extends Remote {
    /** A stream of so many bytes that the library has exported. */
    RemoteInputStream exported(long bytes) throws IOException, RemoteException;

    /** A stream of so many bytes that the container hosts. */
    RemoteInputStream hosted(long bytes) throws IOException, RemoteException;

    /** Reads a client's stream to its end and returns its length and the sum of its bytes. */
    String store(RemoteInputStream in) throws IOException, RemoteException;

    int closed() throws RemoteException;
}
