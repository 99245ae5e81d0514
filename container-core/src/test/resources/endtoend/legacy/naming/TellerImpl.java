package legacy.naming;

import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;

public class TellerImpl extends UnicastRemoteObject implements Teller {

    private static final long serialVersionUID = 1L;

    private final String counter;

    public TellerImpl(String counter) throws RemoteException {
        this.counter = counter;
    }

    public String greet(String who) {
        return counter + " greets " + who;
    }
}
