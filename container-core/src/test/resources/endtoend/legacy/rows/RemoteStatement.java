package legacy.rows;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.sql.SQLException;

public interface RemoteStatement extends Remote {
    RemoteResultSet executeQuery(String query) throws RemoteException, SQLException;
}
