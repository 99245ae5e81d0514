package dev.hearth.core.hosted;

import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.Exports;
import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedLoader;
import dev.hearth.core.call.Registries;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The code of one version of one deployment, from the moment that it may run until it may not any more: its names, its
 * properties, its shutdown hooks.
 *
 * <p>Thread-safe.
 */
public final class HostedCode {

    /** Bounded by the versions of deployments that are there. */
    private static final Map<ClassLoader, HostedCode> OPEN = new ConcurrentHashMap<>();

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private static final String OWN = HostedCode.class.getPackageName();

    private final Deployment deployment;
    private final Surroundings surroundings;
    private final BoundByCode names;
    private final OwnJvm jvm;
    private volatile @Nullable Program program;
    private volatile boolean ends;

    private HostedCode(Deployment deployment, Surroundings surroundings) {
        this.deployment = deployment;
        this.surroundings = surroundings;
        this.names = new BoundByCode(deployment, surroundings);
        this.jvm = OwnJvm.of(deployment.loader());
    }

    /** Code of this version of a deployment may run from now on. */
    public static HostedCode open(Deployment deployment, Surroundings surroundings) {
        HostedCode opened = new HostedCode(deployment, surroundings);
        OPEN.put(deployment.loader(), opened);
        return opened;
    }

    /** The code of this version; empty if it is not open. */
    public static Optional<HostedCode> of(Deployment deployment) {
        return Optional.ofNullable(OPEN.get(deployment.loader()));
    }

    /** The versions of deployments of this name that are open. */
    static Collection<HostedCode> named(String deployment) {
        return OPEN.values().stream()
                .filter(code -> code.deployment.name().equals(deployment))
                .toList();
    }

    /**
     * Runs a whole server, and returns when it runs.
     *
     * @param main static, of a string array, accessible
     * @param alone whether the deployment is nothing without it
     * @throws HostingException if it does not come up; its threads go on until the code is closed, whose shutdown hooks come first
     */
    public void run(Method main, List<String> arguments, boolean alone) throws HostingException {
        Program made = new Program(this, main, arguments, alone);
        program = made;
        made.start();
    }

    /** Lets go of what had to wait for the last thread of programs that have ended; to be called now and then. */
    public static void sweep() {
        Program.sweep();
    }

    /** Whether a former version is there. */
    boolean replacesAnother() {
        return named(deployment.name()).size() > 1;
    }

    /**
     * Whether a former version that runs has something that clients reach only by its code: then this one must have, too.
     *
     * @param alone whether the deployment is nothing without its {@code main}: else what was exported may be of its objects
     */
    boolean replacesOneThatServes(boolean alone) {
        return named(deployment.name()).stream()
                .filter(code -> code != this && !code.names.replaced())
                .anyMatch(code -> code.names.count() > 0 || (alone && exports().busy(code.deployment)));
    }

    /** What is to be said of its {@code main} while that has exported nothing, and where it is; empty otherwise. */
    public Optional<String> pending() {
        Program started = program;
        return started == null ? Optional.empty() : started.pending();
    }

    /** Whether it has done all that it does to come up: a server that still runs may bind more names. */
    public boolean startedWhole() {
        Program started = program;
        return started != null && started.returned();
    }

    /**
     * Runs its shutdown hooks, and waits for them, for a bounded time. Later ones are refused, and whoever waits for its
     * standard input reads its end.
     */
    public void end() {
        beginToEnd();
        jvm.hooks().run(deployment);
        jvm.input().close();
        Program running = program;
        if (running != null) {
            running.end();
        }
    }

    /** What its threads do from now on, because things end around them, is no news. */
    public void beginToEnd() {
        ends = true;
        Program running = program;
        if (running != null) {
            running.beginToEnd();
        }
    }

    /** Whether it is about to end, or has. */
    boolean ends() {
        return ends;
    }

    /** The version is gone, and its class loader is forgotten. */
    public void close() {
        end();
        jvm.end();
        names.withdraw();
        OPEN.remove(deployment.loader(), this);
    }

    /**
     * The class whose code calls the container's stand-in for a class of the JDK: of a deployment's if there is one on the
     * stack, for a method reference is called by the JDK.
     */
    public static Class<?> caller() {
        return STACK.walk(HostedCode::caller);
    }

    /** Looks no further than to the first class of a deployment; deep stacks are long. */
    private static Class<?> caller(Stream<StackWalker.StackFrame> frames) {
        Class<?> nearest = null;
        for (Iterator<StackWalker.StackFrame> each = frames.iterator(); each.hasNext(); ) {
            Class<?> type = each.next().getDeclaringClass();
            ClassLoader loader = type.getClassLoader();
            if (find(loader) != null || isDeployments(loader)) {
                return type;
            }
            if (nearest == null && !type.getPackageName().startsWith(OWN)) {
                nearest = type;
            }
        }
        return nearest == null ? HostedCode.class : nearest;
    }

    /** The loader of the nearest class of a deployment on the stack; where there is none, of code that deployments share. */
    static @Nullable ClassLoader nearestLoader() {
        return STACK.walk(HostedCode::nearestLoader);
    }

    private static @Nullable ClassLoader nearestLoader(Stream<StackWalker.StackFrame> frames) {
        ClassLoader shared = null;
        for (Iterator<StackWalker.StackFrame> each = frames.iterator(); each.hasNext(); ) {
            ClassLoader loader = hosted(each.next().getDeclaringClass().getClassLoader());
            if (isDeployments(loader)) {
                return loader;
            }
            shared = shared == null ? loader : shared;
        }
        return shared;
    }

    /** The loader itself, or the one that it was made on, which is of hosted code. */
    private static @Nullable ClassLoader hosted(@Nullable ClassLoader loader) {
        ClassLoader each = loader;
        while (each != null && !(each instanceof HostedLoader)) {
            each = each.getParent();
        }
        return each;
    }

    /**
     * The deployment's code that a class is, or that calls it: code that deployments share acts for the one whose call runs on
     * the thread, or else for the one whose class loader is the thread's. Null if it is none's.
     */
    static @Nullable HostedCode of(Class<?> caller) {
        HostedCode own = find(caller.getClassLoader());
        if (own != null) {
            return own;
        }
        CallScope scope = CallScope.current();
        return scope != null
                ? find(scope.slot().type().deployment().loader())
                : find(Thread.currentThread().getContextClassLoader());
    }

    /** The loader of the deployment that a class is of, or that calls it, likewise; also when its code is not open. */
    static @Nullable ClassLoader loader(Class<?> caller) {
        ClassLoader own = caller.getClassLoader();
        if (isDeployments(own)) {
            return own;
        }
        HostedCode code = of(caller);
        if (code != null) {
            return code.deployment.loader();
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context instanceof HostedLoader ? context : own instanceof HostedLoader ? own : null;
    }

    /**
     * What stands for the JVM to a class: to one of a deployment also before its code is open, and when it is closed. Null if the
     * class is none's.
     */
    static @Nullable OwnJvm jvm(Class<?> caller) {
        ClassLoader own = caller.getClassLoader();
        if (own instanceof HostedLoader loader && !loader.shared()) {
            return OwnJvm.of(loader);
        }
        HostedCode code = of(caller);
        if (code != null) {
            return code.jvm;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context instanceof HostedLoader loader) {
            return OwnJvm.of(loader);
        }
        return own instanceof HostedLoader loader ? OwnJvm.of(loader) : null;
    }

    private static boolean isDeployments(@Nullable ClassLoader loader) {
        return loader instanceof HostedLoader hosted && !hosted.shared();
    }

    static String stranger(Class<?> caller) {
        if (caller.getClassLoader() instanceof HostedLoader own
                && !own.shared()
                && OwnJvm.of(own).over()) {
            return caller.getName() + " is of a former version of its deployment, which has ended";
        }
        return caller.getName() + " is no class of a deployment, and no call of a hosted object runs on this thread";
    }

    private static @Nullable HostedCode find(@Nullable ClassLoader loader) {
        return loader == null ? null : OPEN.get(loader);
    }

    public Deployment deployment() {
        return deployment;
    }

    Exports exports() {
        return surroundings.exports();
    }

    Registries registries() {
        return surroundings.registries();
    }

    Surroundings.Ending ending() {
        return surroundings.ending();
    }

    /** What it has bound. */
    public BoundByCode names() {
        return names;
    }
}
