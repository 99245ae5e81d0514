package nodes;

import java.rmi.RemoteException;

/** Says nothing about threads; its deployment's descriptor does, for this class or for all. */
public final class Plain implements Where {
    @Override
    public String thread() throws RemoteException {
        return Thread.currentThread().getName();
    }
}
