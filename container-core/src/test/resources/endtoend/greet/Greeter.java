package greet;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Greeter extends Remote {
    String greet(String name) throws RemoteException;

    String through(Greeter other, String name) throws RemoteException;
}
