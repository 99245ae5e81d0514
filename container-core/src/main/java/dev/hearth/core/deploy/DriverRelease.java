package dev.hearth.core.deploy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes the JDBC drivers of a class loader from {@code DriverManager}, and says which.
 *
 * <p>That class shows and gives up a driver only to code which can load the driver's class. So this class is defined anew, in a
 * loader below the one that ends: see {@link Drivers}. It uses the JDK and nothing else; JDBC by its names, since it is a
 * user's here, and the store's room alone depends on it.
 */
public final class DriverRelease implements Supplier<List<String>> {

    static final String DRIVER = "java.sql.Driver";

    /** Used through reflection, since it is another class where it is defined anew. */
    public DriverRelease() {}

    @Override
    public List<String> get() {
        List<String> taken = new ArrayList<>();
        try {
            Class<?> manager = Class.forName("java.sql.DriverManager");
            Method release = manager.getMethod("deregisterDriver", Class.forName(DRIVER));
            for (Object driver : Collections.list(
                    (Enumeration<?>) manager.getMethod("getDrivers").invoke(null))) {
                if (driver.getClass().getClassLoader()
                        == DriverRelease.class.getClassLoader().getParent()) {
                    taken.add(take(driver, release));
                }
            }
        } catch (ReflectiveOperationException unreadable) {
            throw new IllegalStateException("the JDBC drivers can't be looked at", unreadable);
        }
        return taken;
    }

    private static String take(Object driver, Method release) throws IllegalAccessException {
        String name = driver.getClass().getName();
        try {
            release.invoke(null, driver);
            return name;
        } catch (InvocationTargetException refused) {
            return name + ", which stays (" + refused.getCause() + ")";
        }
    }
}
