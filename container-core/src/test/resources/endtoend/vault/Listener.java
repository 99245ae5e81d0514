package vault;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Listener extends Remote {
    String heard(String what, Vault from) throws RemoteException;
}
