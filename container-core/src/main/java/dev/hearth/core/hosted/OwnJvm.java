package dev.hearth.core.hosted;

import dev.hearth.core.call.HostedLoader;

/**
 * What a version of a deployment has for itself, where others have the JVM's: properties, shutdown hooks, the standard input.
 *
 * <p>Thread-safe.
 */
final class OwnJvm {

    private final Properties properties = new Properties();
    private final ShutdownHooks hooks = new ShutdownHooks();
    private final EndlessInput input = new EndlessInput();
    private volatile boolean over;

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
    }

    /** Whether its version has run, and is gone. */
    boolean over() {
        return over;
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
