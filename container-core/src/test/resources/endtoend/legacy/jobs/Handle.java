package legacy.jobs;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.concurrent.ExecutionException;

public interface Handle extends Remote {
    Object await() throws RemoteException, InterruptedException, ExecutionException;

    boolean cancel() throws RemoteException;

    boolean isCancelled() throws RemoteException;
}
