package legacy.naming;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Teller extends Remote {
    String greet(String who) throws RemoteException;
}
