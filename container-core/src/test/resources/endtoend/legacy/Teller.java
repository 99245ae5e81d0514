package legacy;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Teller extends Remote {
    String name() throws RemoteException;

    Receipt deposit(Receipt slip) throws RemoteException;

    /** A teller that the server makes for the caller. */
    Teller assistant() throws RemoteException;

    boolean isMe(Teller teller) throws RemoteException;

    /** What the server sees of the JDK. */
    String ask(String question) throws RemoteException;
}
