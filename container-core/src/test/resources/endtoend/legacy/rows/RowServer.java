package legacy.rows;

import java.math.BigDecimal;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver whose connections, statements and results are remote objects, as JDBC drivers over RMI have them. */
public class RowServer implements RemoteDriver {

    private static final Object[][] ROWS = {
        {1, "ada", new BigDecimal("10.50"), new Timestamp(0)}, {2, "bob", null, new Timestamp(1000)}
    };

    private final AtomicInteger open = new AtomicInteger();

    private <T extends Remote> T export(T object) throws RemoteException {
        UnicastRemoteObject.exportObject(object, 0);
        open.incrementAndGet();
        return object;
    }

    private void end(Remote object) throws NoSuchObjectException {
        UnicastRemoteObject.unexportObject(object, true);
        open.decrementAndGet();
    }

    public RemoteConnection connect(String user) throws RemoteException {
        return export(new Connection());
    }

    public int openObjects() {
        return open.get();
    }

    private final class Connection implements RemoteConnection {

        public RemoteStatement createStatement() throws RemoteException {
            return export(new Statement());
        }

        public void close() throws RemoteException {
            end(this);
        }
    }

    private final class Statement implements RemoteStatement {

        public RemoteResultSet executeQuery(String query) throws RemoteException, SQLException {
            if (!query.startsWith("select")) {
                throw new SQLException("no query: " + query, "42000", 7);
            }
            return export(new Rows());
        }
    }

    private final class Rows implements RemoteResultSet {

        private int row = -1;

        public boolean next() {
            return ++row < ROWS.length;
        }

        public Object get(int column) {
            return ROWS[row][column];
        }

        public void close() throws RemoteException {
            end(this);
        }
    }

    public static void main(String[] args) throws Exception {
        RowServer driver = new RowServer();
        UnicastRemoteObject.exportObject(driver, 0);
        Registry registry = LocateRegistry.createRegistry(Integer.parseInt(args[0]));
        registry.rebind("driver", driver);
        System.out.println("ready");
    }
}
