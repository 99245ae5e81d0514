package shared;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

public interface Adder extends Remote {
    long add(List<Long> numbers) throws RemoteException;
}
