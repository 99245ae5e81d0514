package legacy.load;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.Map;

public interface Controller extends Remote {
    int register(Agent agent) throws RemoteException;

    /** Lets all agents work at the same time, and waits for them. */
    Map<String, Long> run(int rounds) throws RemoteException, InterruptedException;
}
