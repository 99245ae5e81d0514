package dev.hearth.core.call;

import java.util.List;
import java.util.function.Supplier;

/**
 * A class loader of hosted code. What stands for the JVM to that code is kept here: it is there before the code is hosted and
 * after that has ended, and goes with the loader.
 *
 * <p>Thread-safe.
 */
public interface HostedLoader {

    /** The name of the deployment whose code it loads; where deployments share it, that of the folder. */
    String deployment();

    /** The files that its classes are in, and those of the classes that it shares with others; not the API's. */
    List<String> classPath();

    /** Whether deployments share it: then its code acts for the one that calls it. */
    boolean shared();

    /**
     * What stands for the JVM to its code.
     *
     * @param making asked once, at the first request
     */
    Object jvm(Supplier<?> making);
}
