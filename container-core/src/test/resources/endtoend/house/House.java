package house;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface House extends Remote {

    interface Room extends Remote {
        String name() throws RemoteException;
    }

    interface Bell extends Remote {
        String ring(Room room) throws RemoteException;
    }

    /** The room of this name: the same as long as it is there. */
    Room room(String name) throws RemoteException;

    /** A room that nobody else has. */
    Room another() throws RemoteException;

    /** The names of the rooms that are gone, in order. */
    String gone() throws RemoteException;

    void hang(Bell bell) throws RemoteException;

    /** What the bells answer. */
    String ring() throws RemoteException;

    /** The threads of the server's process. */
    String threads() throws RemoteException;

    /** Returns when the door is opened, and that somebody waits for it at once. */
    String waitAtTheDoor() throws RemoteException, InterruptedException;

    boolean somebodyWaits() throws RemoteException;

    void openTheDoor() throws RemoteException;
}
