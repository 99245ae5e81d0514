package legacy.stubs;

import java.rmi.MarshalledObject;
import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Desk extends Remote {

    String name() throws RemoteException;

    /** A port where whoever connects is sent this object's stub. */
    int post() throws Exception;

    MarshalledObject<Desk> sealed() throws Exception;

    /** Writes its stub to a file, reads that and calls it. */
    String filed() throws Exception;

    String inside() throws Exception;
}
