package nodes;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Hearer extends Remote {
    String heard(String what) throws RemoteException;
}
