package dev.hearth.core.call;

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

    /** Whether deployments share it: then its code acts for the one that calls it. */
    boolean shared();

    /**
     * What stands for the JVM to its code.
     *
     * @param making asked once, at the first request
     */
    Object jvm(Supplier<?> making);
}
