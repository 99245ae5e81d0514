package dev.hearth.core.hosted;

import dev.hearth.core.call.HostedLoader;
import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Hashtable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods of {@link System}, {@link Runtime} and {@link ClassLoader} by which hosted code would change or end the JVM that it shares with
 * others, or would see the container: they mean its deployment. Code of a deployment never gets at the JVM here, also before it is hosted, as the
 * constructors of hook modules are, and after its end.
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
            String refusal = "System.exit(" + status + "): " + HostedCode.stranger(caller);
            LOG.info("{}", refusal); // what escapes from a thread of a program that has ended is not logged any more
            throw new SecurityException(refusal);
        }
        HostedExit exit = new HostedExit(code.deployment().name(), status);
        if (code.ends()) {
            LOG.debug("{}, called by {} while it ends", exit.getMessage(), caller.getName());
        } else {
            LOG.info("{}, called by {}", exit.getMessage(), caller.getName());
            code.ending()
                    .endSoon(
                            code.deployment(),
                            exit.getMessage() + ", called by " + caller.getName() + ". 'hearth rollback "
                                    + code.deployment().name() + "' brings the version before it back, where one ran.");
        }
        quietly(Thread.currentThread());
        throw exit;
    }

    /** The end of a program's own thread by its exit is no failure to be printed. */
    private static void quietly(Thread thread) {
        Thread.UncaughtExceptionHandler usual = thread.getUncaughtExceptionHandler();
        if (usual != null) {
            thread.setUncaughtExceptionHandler((ended, thrown) -> {
                if (!(thrown instanceof HostedExit)) {
                    usual.uncaughtException(ended, thrown);
                }
            });
        }
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
        if (Properties.CLASS_PATH.equals(key)) {
            return classPath();
        }
        if (!Properties.concerns(key)) {
            return System.getProperty(key);
        }
        OwnJvm own = HostedCode.jvm(HostedCode.caller());
        return own == null ? System.getProperty(key) : own.properties().get(key);
    }

    /** What another JVM needs on its class path to run the classes of the deployment that asks. */
    private static @Nullable String classPath() {
        return HostedCode.loader(HostedCode.caller()) instanceof HostedLoader hosted
                ? String.join(File.pathSeparator, hosted.classPath())
                : System.getProperty(Properties.CLASS_PATH);
    }

    /** Stands for {@link System#setProperty}. */
    public static @Nullable String setProperty(String key, String value) {
        if (!Properties.concerns(key)) {
            return System.setProperty(key, value);
        }
        OwnJvm own = HostedCode.jvm(HostedCode.caller());
        return own == null ? System.setProperty(key, value) : own.properties().set(key, value);
    }

    /** Stands for {@link System#clearProperty}. */
    public static @Nullable String clearProperty(String key) {
        if (!Properties.concerns(key)) {
            return System.clearProperty(key);
        }
        OwnJvm own = HostedCode.jvm(HostedCode.caller());
        return own == null ? System.clearProperty(key) : own.properties().clear(key);
    }

    /** What naming looks at: what is given, and before it what the deployment has set as properties. */
    public static Hashtable<Object, Object> naming(@Nullable Map<?, ?> given, Class<?> caller) {
        Hashtable<Object, Object> environment = new Hashtable<>();
        OwnJvm own = HostedCode.jvm(caller);
        if (own != null) {
            environment.putAll(own.properties().naming());
        }
        if (given != null) {
            environment.putAll(given);
        }
        return environment;
    }

    /** Stands for {@link ClassLoader#getSystemClassLoader}: what a program's class path is loaded by. */
    public static ClassLoader systemLoader(Class<?> caller) {
        ClassLoader found = HostedCode.loader(caller);
        return found == null ? ClassLoader.getSystemClassLoader() : found;
    }

    /** Stands for {@link System#in}. */
    public static InputStream in(Class<?> caller) {
        OwnJvm own = HostedCode.jvm(caller);
        return own == null ? System.in : own.input();
    }

    /** Stands for {@link System#setOut}: what others print goes where it went before. */
    public static void setOut(PrintStream stream, Class<?> caller) {
        OwnJvm own = HostedCode.jvm(caller);
        if (own == null) {
            System.setOut(stream);
        } else {
            own.output(stream, false);
        }
    }

    /** Stands for {@link System#setErr}, likewise. */
    public static void setErr(PrintStream stream, Class<?> caller) {
        OwnJvm own = HostedCode.jvm(caller);
        if (own == null) {
            System.setErr(stream);
        } else {
            own.output(stream, true);
        }
    }

    /**
     * Where code of this loader wants what it prints; null if it has not said so.
     *
     * @param error whether it is what it prints to {@link System#err}
     */
    public static @Nullable PrintStream output(@Nullable ClassLoader loader, boolean error) {
        return loader instanceof HostedLoader hosted && !hosted.shared()
                ? OwnJvm.of(hosted).output(error)
                : null;
    }

    /** Stands for {@link Runtime#addShutdownHook}. */
    public static void addShutdownHook(Thread hook, Class<?> caller) {
        OwnJvm own = HostedCode.jvm(caller);
        if (own == null) {
            Runtime.getRuntime().addShutdownHook(hook);
        } else {
            own.hooks().add(hook);
        }
    }

    /** Stands for {@link Runtime#removeShutdownHook}. */
    public static boolean removeShutdownHook(Thread hook, Class<?> caller) {
        OwnJvm own = HostedCode.jvm(caller);
        return own == null
                ? Runtime.getRuntime().removeShutdownHook(hook)
                : own.hooks().remove(hook);
    }
}
