package rmic;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Passage extends Remote {

    /** What the door of another deployment says. */
    String through(String who) throws RemoteException;
}
