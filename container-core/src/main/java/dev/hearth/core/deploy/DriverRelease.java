package dev.hearth.core.deploy;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes the JDBC drivers of a class loader from {@link DriverManager}, and says which.
 *
 * <p>That class shows and gives up a driver only to code which can load the driver's class. So this class is defined anew, in a
 * loader below the one that ends: see {@link Leftovers}. It uses the JDK and nothing else.
 */
public final class DriverRelease implements Supplier<List<String>> {

    /** Used through reflection, since it is another class where it is defined anew. */
    public DriverRelease() {}

    @Override
    public List<String> get() {
        ClassLoader ended = DriverRelease.class.getClassLoader().getParent();
        List<String> taken = new ArrayList<>();
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == ended) {
                try {
                    DriverManager.deregisterDriver(driver);
                    taken.add(driver.getClass().getName());
                } catch (SQLException refused) {
                    taken.add(driver.getClass().getName() + ", which stays (" + refused.getMessage() + ")");
                }
            }
        }
        return taken;
    }
}
