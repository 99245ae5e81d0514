package legacy.chat;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

public interface Room extends Remote {
    void join(String nick, Guest guest) throws RemoteException, NickTaken;

    void leave(String nick) throws RemoteException;

    void say(String nick, String text) throws RemoteException;

    List<String> guests() throws RemoteException;
}
