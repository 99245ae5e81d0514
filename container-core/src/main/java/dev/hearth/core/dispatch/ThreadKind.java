package dev.hearth.core.dispatch;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * How threads for objects are made: virtual from JDK 24 on, where {@code synchronized} no longer pins the thread that
 * carries them, platform threads before.
 */
final class ThreadKind {

    private static final int FIRST_WITHOUT_PINNING = 24;
    private static final int CARRIERS_PER_PROCESSOR = 8;
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

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

    /**
     * Virtual threads where wanted and this JDK has them as we need them.
     *
     * @param carriers how many may be on a processor at the same time; 0 for some for each processor
     */
    static ThreadKind virtualIf(boolean wanted, int carriers) {
        if (!wanted || Runtime.version().feature() < FIRST_WITHOUT_PINNING) {
            return platform();
        }
        wantCarriers(
                carriers > 0
                        ? carriers
                        : CARRIERS_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
        try {
            return new ThreadKind(Virtual.find());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no virtual threads", missing);
        }
    }

    /** The JDK asks once, before its first virtual thread; what the user has said with {@code -D} stays. */
    private static void wantCarriers(int carriers) {
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, Integer.toString(carriers));
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
