package legacy.chat;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Guest extends Remote {
    void heard(String nick, String text) throws RemoteException;
}
