package rmic;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Guest extends Remote {

    String greet(String whom) throws RemoteException;
}
