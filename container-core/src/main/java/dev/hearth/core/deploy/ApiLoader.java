package dev.hearth.core.deploy;

import dev.hearth.api.HostedObject;

/**
 * What every deployment sees of the container: the JDK's platform classes and {@code dev.hearth.api}.
 *
 * <p>The container's own libraries stay invisible, so that a deployment brings the versions that it likes. No resource
 * of the container is visible either. Thread-safe.
 */
final class ApiLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** There is one for the container: an API class is the same class for everybody. */
    static final ApiLoader INSTANCE = new ApiLoader();

    private static final String API = "dev.hearth.api.";

    private ApiLoader() {
        super("hearth-api", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(API)) {
            return Class.forName(name, false, HostedObject.class.getClassLoader());
        }
        throw new ClassNotFoundException(name);
    }

    /** Whether a class of this loader or above it: the JDK's or the API's, and no deployment's. */
    static boolean provides(Class<?> type) {
        return !(type.getClassLoader() instanceof DeploymentLoader);
    }
}
