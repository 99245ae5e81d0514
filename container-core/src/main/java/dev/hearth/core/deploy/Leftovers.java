package dev.hearth.core.deploy;

import dev.hearth.core.call.ForgottenLocals;
import java.beans.Introspector;
import java.lang.ref.WeakReference;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What a version of a deployment has left in the JVM, which would keep its classes in memory for ever.
 *
 * <p>Whatever a user would have to end is ended, as far as public API can: executors and timers in static fields, threads, by
 * an interrupt, and what was entered into registers of the JDK. Caches are emptied without a word. A thread that goes on, or a
 * JVM-wide register that can't be read (shutdown hooks that no static field holds), is left: nobody can tell what breaks when a
 * thread is ended by force. The user reads in one warning what there was, and what is still there.
 *
 * <p>Used by the deployment thread: {@link #endOf} when nothing calls the version any more, {@link #warn} some time later.
 */
final class Leftovers {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    /** The JVM's own, before a deployment has set another. */
    private static final ProxySelector PROXIES = ProxySelector.getDefault();

    /** Threads of the JDK that everybody shares, and that keep the class loader of who needed them first. */
    private static final Set<String> SHARED =
            Set.of("CompletableFutureDelayScheduler", "Keep-Alive-Timer", "process reaper", "Common-Cleaner");

    private static final String CONTAINERS = "hearth-";
    private static final int MOST_NAMED = 20;

    private final String label;
    private final Set<String> ended = new TreeSet<>();
    private final List<Interrupted> interrupted = new ArrayList<>();
    private final String advice;

    /** A thread that was; named also when it is gone. */
    private record Interrupted(WeakReference<Thread> thread, String name) {

        @Nullable
        Thread alive() {
            Thread found = thread.get();
            return found != null && found.isAlive() ? found : null;
        }
    }

    private Leftovers(Version version) {
        this.label = version.source().label();
        this.advice = advice(version.contents());
    }

    private static String advice(DeploymentListener.Contents contents) {
        String hook = "in a shutdown hook of the program (Runtime.addShutdownHook)";
        return contents.program().isEmpty()
                ? "in a method with @OnDestroy"
                : contents.types().isEmpty() ? hook : "in a method with @OnDestroy, or " + hook;
    }

    /** Has the JDK make the threads that it makes once for all, before a deployment needs them and is kept by them. */
    static void prevent() {
        CompletableFuture.delayedExecutor(0, TimeUnit.NANOSECONDS).execute(() -> {});
    }

    /** Ends what the version has left. Its loader is still open. */
    static Leftovers endOf(Version version) {
        Leftovers leftovers = new Leftovers(version);
        try {
            Set<Object> shared = Collections.newSetFromMap(new IdentityHashMap<>());
            new LoadedStatics(LoadedStatics.of(version.libraries())).forEach((field, value) -> shared.add(value));
            leftovers.end(version.loader(), LoadedStatics.of(version), shared);
        } catch (RuntimeException | LinkageError failure) {
            LOG.warn("looking for what {} has left failed", leftovers.label, failure);
        }
        return leftovers;
    }

    /** @param shared what the shared JARs hold, which others may use */
    private void end(DeploymentLoader loader, List<Class<?>> classes, Set<Object> shared) {
        List<ThreadLocal<?>> locals = new ArrayList<>();
        new LoadedStatics(classes).forEach((field, value) -> {
            if (!shared.contains(value)) {
                end(field, value, locals);
            }
        });
        ForgottenLocals.add(locals);
        ForgottenLocals.forget();
        drivers(loader, classes);
        endThreads(loader);
        handlers(loader);
        defaults(loader);
        ResourceBundle.clearCache(loader);
        Introspector.flushCaches();
    }

    // what static fields hold

    private void end(String field, Object value, List<ThreadLocal<?>> locals) {
        if (value instanceof ExecutorService executor) {
            if (!executor.isTerminated()) {
                executor.shutdownNow();
                ended.add("the executor " + field);
            }
        } else if (value instanceof Timer timer) {
            timer.cancel();
            ended.add("the timer " + field);
        } else if (value instanceof ThreadLocal<?> local) {
            locals.add(local);
        } else if (value instanceof Thread thread && thread.getState() == Thread.State.NEW && takenAsHook(thread)) {
            ended.add("the shutdown hook " + field);
        }
    }

    private static boolean takenAsHook(Thread thread) {
        try {
            return Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException theJvmEnds) {
            return false;
        }
    }

    // registers of the JDK

    private static boolean isDriver(Class<?> type) {
        return Arrays.stream(type.getInterfaces())
                .anyMatch(each -> each.getName().equals(DriverRelease.DRIVER));
    }

    /** Those that were loaded for the deployment are not its own to take back. */
    private void drivers(DeploymentLoader loader, List<Class<?>> classes) {
        Set<String> named = Drivers.named(loader, label);
        if (named.isEmpty() && classes.stream().noneMatch(Leftovers::isDriver)) {
            return;
        }
        for (String driver : Drivers.release(loader, label)) {
            if (!named.contains(driver)) {
                ended.add("the JDBC driver " + driver);
            }
        }
    }

    private void handlers(ClassLoader loader) {
        LogManager manager = LogManager.getLogManager();
        for (String name : Collections.list(manager.getLoggerNames())) {
            Logger logger = manager.getLogger(name);
            if (logger == null) {
                continue;
            }
            for (Handler handler : logger.getHandlers()) {
                if (isOf(loader, handler)) {
                    logger.removeHandler(handler);
                    ended.add("the log handler " + handler.getClass().getName());
                }
            }
            if (isOf(loader, logger.getFilter())) {
                logger.setFilter(null);
                ended.add("a filter of the logger '" + name + "'");
            }
        }
    }

    private void defaults(ClassLoader loader) {
        reset(loader, "authenticator", Authenticator.getDefault(), () -> Authenticator.setDefault(null));
        reset(loader, "proxy selector", ProxySelector.getDefault(), () -> ProxySelector.setDefault(PROXIES));
        reset(loader, "cookie handler", CookieHandler.getDefault(), () -> CookieHandler.setDefault(null));
        reset(loader, "response cache", ResponseCache.getDefault(), () -> ResponseCache.setDefault(null));
        reset(
                loader,
                "handler of uncaught exceptions",
                Thread.getDefaultUncaughtExceptionHandler(),
                () -> Thread.setDefaultUncaughtExceptionHandler(null));
    }

    private void reset(ClassLoader loader, String role, @Nullable Object value, Runnable step) {
        if (value != null && isOf(loader, value)) {
            step.run();
            ended.add("the JVM's default " + role + " (" + named(value.getClass()) + ")");
        }
    }

    /** A lambda's own name says nothing to who wrote it. */
    private static String named(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda in " + name.substring(0, lambda);
    }

    private static boolean isOf(ClassLoader loader, @Nullable Object value) {
        return value != null && value.getClass().getClassLoader() == loader;
    }

    // threads

    private void endThreads(ClassLoader loader) {
        for (Thread thread : threads()) {
            if (thread == Thread.currentThread() || thread.getName().startsWith(CONTAINERS)) {
                continue; // a container's is in a call at most, and puts its class loader back
            }
            if (!belongs(thread, loader) && !runsCodeOf(thread, loader)) {
                continue;
            }
            if (SHARED.contains(thread.getName())) {
                thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
                continue;
            }
            interrupted.add(new Interrupted(new WeakReference<>(thread), thread.getName()));
            thread.interrupt();
        }
    }

    private static boolean belongs(Thread thread, ClassLoader loader) {
        if (thread.getClass().getClassLoader() == loader) {
            return true;
        }
        for (ClassLoader its = thread.getContextClassLoader(); its != null; its = its.getParent()) {
            if (its == loader) {
                return true;
            }
        }
        return false;
    }

    /** Whose name says so: no other version's loader has it. */
    private static boolean runsCodeOf(Thread thread, ClassLoader loader) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> Objects.equals(frame.getClassLoaderName(), loader.getName()));
    }

    /** All that are alive; without their stacks, for which all of them would have to stop. */
    private static List<Thread> threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] found = new Thread[root.activeCount() + 16];
        int count = root.enumerate(found);
        while (count == found.length) {
            found = new Thread[2 * count];
            count = root.enumerate(found);
        }
        return Arrays.asList(found).subList(0, count);
    }

    // what is said

    /** Whether there is something to be said, when the threads have had time to end. */
    boolean any() {
        return !ended.isEmpty() || !interrupted.isEmpty();
    }

    /** Says what was left, and what goes on. */
    void warn() {
        List<String> alive = new ArrayList<>();
        for (Interrupted each : interrupted) {
            Thread thread = each.alive();
            if (thread == null) {
                ended.add("the thread " + each.name());
            } else {
                alive.add("the thread " + thread.getName() + place(thread));
            }
        }
        String done = ended.isEmpty() ? "" : " Hearth has ended " + named(List.copyOf(ended)) + ".";
        String left = alive.isEmpty()
                ? ""
                : " It goes on in spite of an interrupt, and keeps the classes in memory until the container ends: "
                        + named(alive) + ".";
        if (!done.isEmpty() || !left.isEmpty()) {
            LOG.warn("{} has left something behind.{}{} End it {}.", label, done, left, advice);
        }
    }

    private static String place(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        for (StackTraceElement frame : stack) {
            if (frame.getClassLoaderName() != null && !"app".equals(frame.getClassLoaderName())) {
                return " (at " + frame + ")";
            }
        }
        return "";
    }

    private static String named(List<String> things) {
        String first = String.join(", ", things.subList(0, Math.min(MOST_NAMED, things.size())));
        return things.size() > MOST_NAMED ? first + " and " + (things.size() - MOST_NAMED) + " more" : first;
    }
}
