package legacy.jobs;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Scheduler extends Remote {
    Handle schedule(Job job, long afterMillis) throws RemoteException;

    int done() throws RemoteException;
}
