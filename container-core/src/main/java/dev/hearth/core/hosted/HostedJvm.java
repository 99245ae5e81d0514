package dev.hearth.core.hosted;

import java.io.InputStream;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods of {@link System} and {@link Runtime} by which hosted code would change or end the JVM that it shares with
 * others: they change or end its deployment.
 *
 * <p>Thread-safe.
 */
@SuppressWarnings("JdkObsolete") // the environment's type in naming
public final class HostedJvm {

    private static final Logger LOG = LoggerFactory.getLogger(HostedJvm.class);

    private HostedJvm() {}

    /**
     * Stands for {@link System#exit} and {@link Runtime#halt}: the deployment is taken out soon, and the calling thread does
     * nothing more.
     *
     * @throws HostedExit always
     */
    public static void exit(int status, Class<?> caller) {
        HostedCode code = HostedCode.of(caller);
        if (code == null) {
            throw new SecurityException("System.exit(" + status + "): " + HostedCode.stranger(caller));
        }
        HostedExit exit = new HostedExit(code.deployment().name(), status);
        LOG.info("{}, called by {}", exit.getMessage(), caller.getName());
        code.ending().endSoon(code.deployment(), String.valueOf(exit.getMessage()));
        throw exit;
    }

    /** Stands for {@link System#setSecurityManager}, which JDKs since 24 refuse: without effect. */
    public static void setSecurityManager(@Nullable Object manager, Class<?> caller) {
        LOG.debug(
                "{} sets a security manager, which has no effect: hooks and filters guard what is hosted",
                caller.getName());
    }

    /**
     * Stands for {@link java.rmi.server.RMISocketFactory#setSocketFactory}: without effect, since the sockets of all deployments
     * are the container's.
     */
    public static void setSocketFactory(@Nullable Object factory, Class<?> caller) {
        LOG.warn(
                "{} sets a socket factory for the whole JVM, which has no effect: export with factories, or configure tls",
                caller.getName());
    }

    /** Stands for {@link System#getProperty(String)}. Most properties are the JVM's, and cost no look at who asks. */
    public static @Nullable String getProperty(String key) {
        if (!Properties.concerns(key)) {
            return System.getProperty(key);
        }
        HostedCode code = HostedCode.of(HostedCode.caller());
        return code == null ? System.getProperty(key) : code.properties().get(key);
    }

    /** Stands for {@link System#setProperty}. */
    public static @Nullable String setProperty(String key, String value) {
        if (!Properties.concerns(key)) {
            return System.setProperty(key, value);
        }
        HostedCode code = HostedCode.of(HostedCode.caller());
        return code == null ? System.setProperty(key, value) : code.properties().set(key, value);
    }

    /** Stands for {@link System#clearProperty}. */
    public static @Nullable String clearProperty(String key) {
        if (!Properties.concerns(key)) {
            return System.clearProperty(key);
        }
        HostedCode code = HostedCode.of(HostedCode.caller());
        return code == null ? System.clearProperty(key) : code.properties().clear(key);
    }

    /** What naming looks at: what is given, and before it what the deployment has set as properties. */
    public static Hashtable<Object, Object> naming(@Nullable Map<?, ?> given, Class<?> caller) {
        Hashtable<Object, Object> environment = new Hashtable<>();
        HostedCode code = HostedCode.of(caller);
        if (code != null) {
            environment.putAll(code.properties().naming());
        }
        if (given != null) {
            environment.putAll(given);
        }
        return environment;
    }

    /** Stands for {@link System#in}. */
    public static InputStream in(Class<?> caller) {
        HostedCode code = HostedCode.of(caller);
        return code == null ? System.in : code.input();
    }

    /** Stands for {@link Runtime#addShutdownHook}. */
    public static void addShutdownHook(Thread hook, Class<?> caller) {
        HostedCode code = HostedCode.of(caller);
        if (code == null) {
            Runtime.getRuntime().addShutdownHook(hook);
        } else {
            code.hooks().add(hook);
        }
    }

    /** Stands for {@link Runtime#removeShutdownHook}. */
    public static boolean removeShutdownHook(Thread hook, Class<?> caller) {
        HostedCode code = HostedCode.of(caller);
        return code == null
                ? Runtime.getRuntime().removeShutdownHook(hook)
                : code.hooks().remove(hook);
    }
}
