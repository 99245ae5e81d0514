package dev.hearth.core.dispatch;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * How threads for objects are made: virtual from JDK 24 on, where {@code synchronized} no longer pins the thread that
 * carries them, platform threads before.
 */
final class ThreadKind {

    private static final int FIRST_WITHOUT_PINNING = 24;

    private final @Nullable Virtual virtual;

    private ThreadKind(@Nullable Virtual virtual) {
        this.virtual = virtual;
    }

    /** {@code Thread.ofVirtual().name(name).unstarted(work)}, found by name since the language level knows none of it. */
    private record Virtual(Method ofVirtual, Method name, Method unstarted) {

        static Virtual find() throws ReflectiveOperationException {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            return new Virtual(
                    Thread.class.getMethod("ofVirtual"),
                    builder.getMethod("name", String.class),
                    builder.getMethod("unstarted", Runnable.class));
        }

        Thread newThread(String threadName, Runnable work) throws ReflectiveOperationException {
            return (Thread) unstarted.invoke(name.invoke(ofVirtual.invoke(null), threadName), work);
        }
    }

    static ThreadKind platform() {
        return new ThreadKind(null);
    }

    /** Virtual threads where wanted and this JDK has them as we need them. */
    static ThreadKind virtualIf(boolean wanted) {
        if (!wanted || Runtime.version().feature() < FIRST_WITHOUT_PINNING) {
            return platform();
        }
        try {
            return new ThreadKind(Virtual.find());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no virtual threads", missing);
        }
    }

    Thread newThread(String name, Runnable work) {
        if (virtual == null) {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        }
        try {
            return virtual.newThread(name, work);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("no virtual thread", failed);
        }
    }
}
