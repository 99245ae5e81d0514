package mess;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/** Whose connections have a schema, and nothing else. The JAR names it; a second one is registered by hand. */
public class OwnDriver implements Driver {

    static {
        register(new OwnDriver("jdbc:own:"));
    }

    private final String own;

    private OwnDriver(String own) {
        this.own = own;
    }

    static void register(Driver driver) {
        try {
            DriverManager.registerDriver(driver);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    public Connection connect(String url, Properties info) {
        return !acceptsURL(url)
                ? null
                : (Connection) Proxy.newProxyInstance(
                        OwnDriver.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, given) -> Version.text());
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.equals(own);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return null;
    }

    /** Which no file names. */
    static final class ByHand extends OwnDriver {

        ByHand() {
            super("jdbc:by-hand:");
        }
    }
}
