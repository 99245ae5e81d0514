package dev.hearth.core.deploy;

import java.util.List;

/**
 * What every deployment sees of the container: the JDK's platform classes and {@code dev.hearth.api}.
 *
 * <p>So are the classes that stand in for some of the JDK's, which no code names itself. The container's own libraries stay invisible, so that a deployment brings the versions that it likes. No resource
 * of the container is visible either. One library is seen where an operator has put it on the container's class path: the API
 * of OpenTelemetry, whose current span is the same for everybody only if its classes are. Thread-safe.
 */
final class ApiLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** There is one for the container: an API class is the same class for everybody. */
    static final ApiLoader INSTANCE = new ApiLoader();

    /** What {@link Redirection} leads to; found in the core's own class path. */
    private static final String STAND_INS = Redirection.STAND_INS.replace('/', '.');

    private static final List<String> SEEN = List.of(
            "dev.hearth.api.",
            STAND_INS,
            "io.opentelemetry.api.",
            "io.opentelemetry.context.",
            "io.opentelemetry.common.");

    private ApiLoader() {
        super("hearth-api", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (String seen : SEEN) {
            if (name.startsWith(seen)) {
                return Class.forName(name, false, ApiLoader.class.getClassLoader());
            }
        }
        throw new ClassNotFoundException(name);
    }

    /** Whether a class of this loader or above it: the JDK's or the API's, and no deployment's. */
    static boolean provides(Class<?> type) {
        return !(type.getClassLoader() instanceof DeploymentLoader);
    }
}
