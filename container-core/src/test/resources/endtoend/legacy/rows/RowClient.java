package legacy.rows;

import java.rmi.NoSuchObjectException;
import java.rmi.registry.LocateRegistry;
import java.sql.SQLException;
import java.sql.Timestamp;

public class RowClient {

    public static void main(String[] args) throws Exception {
        RemoteDriver driver =
                (RemoteDriver) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("driver");
        RemoteConnection connection = driver.connect("ada");
        RemoteStatement statement = connection.createStatement();
        RemoteResultSet rows = statement.executeQuery("select * from people");
        while (rows.next()) {
            System.out.println(rows.get(0) + " " + rows.get(1) + " " + rows.get(2) + " "
                    + ((Timestamp) rows.get(3)).getTime());
        }
        System.out.println(driver.openObjects());
        rows.close();
        try {
            rows.next();
        } catch (NoSuchObjectException closed) {
            System.out.println("the rows are closed");
        }
        try {
            statement.executeQuery("drop table people");
        } catch (SQLException refused) {
            System.out.println(refused.getMessage() + " " + refused.getSQLState() + " " + refused.getErrorCode());
        }
        connection.close();
        System.out.println(driver.openObjects());
        try {
            connection.createStatement();
        } catch (NoSuchObjectException closed) {
            System.out.println("the connection is closed");
        }
    }
}
