package talk;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Talk extends Remote {

    void aloud() throws RemoteException;
}
