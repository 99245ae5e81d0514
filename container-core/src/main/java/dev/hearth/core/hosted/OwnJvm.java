package dev.hearth.core.hosted;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.HostedLoader;
import java.io.PrintStream;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a deployment has for itself, where others have the JVM's: properties, shutdown hooks, the standard streams.
 *
 * <p>Thread-safe.
 */
final class OwnJvm {

    private final Properties properties = new Properties();
    private final ShutdownHooks hooks = new ShutdownHooks();
    private final EndlessInput input = new EndlessInput();
    private volatile @Nullable PrintStream out;
    private volatile @Nullable PrintStream err;
    private volatile boolean over;

    /** What its code has set as the context class loader of threads that run tasks of others as well. */
    @GuardedBy("contexts")
    private final Map<TaskContext, ClassLoader> contexts = new WeakHashMap<>();

    /** That of a loader's code; the same each time, if it is a {@link HostedLoader}. */
    static OwnJvm of(ClassLoader loader) {
        return loader instanceof HostedLoader hosted ? of(hosted) : new OwnJvm();
    }

    static OwnJvm of(HostedLoader loader) {
        return (OwnJvm) loader.jvm(OwnJvm::new);
    }

    /** Its version is gone. */
    void end() {
        over = true;
        out = null;
        err = null;
    }

    /** Where its code wants what it prints to the JVM's output, or error output; null if it has not said so. */
    @Nullable
    PrintStream output(boolean error) {
        return error ? err : out;
    }

    void output(PrintStream stream, boolean error) {
        if (error) {
            err = stream;
        } else {
            out = stream;
        }
    }

    /** Whether its version has run, and is gone. */
    boolean over() {
        return over;
    }

    @Nullable
    ClassLoader context(TaskContext thread) {
        synchronized (contexts) {
            return contexts.get(thread);
        }
    }

    void context(TaskContext thread, @Nullable ClassLoader loader) {
        synchronized (contexts) {
            if (loader == null) {
                contexts.remove(thread);
            } else {
                contexts.put(thread, loader);
            }
        }
    }

    Properties properties() {
        return properties;
    }

    ShutdownHooks hooks() {
        return hooks;
    }

    EndlessInput input() {
        return input;
    }
}
