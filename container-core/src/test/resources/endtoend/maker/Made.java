package maker;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Made extends Remote {
    String hello() throws RemoteException;
}
