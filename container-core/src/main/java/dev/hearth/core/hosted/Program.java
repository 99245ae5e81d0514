package dev.hearth.core.hosted;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.Thrown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole server, run by its {@code main} in a thread of its own, as the JVM would.
 *
 * <p>It is known to run when {@code main} has returned, or when it has exported something and waits, or after {@value
 * #PATIENCE_SECONDS} s; where a former version serves that would have to go, one that has exported nothing by then is refused.
 * Where no former version has to go on until then, one that has waited for a second with nothing exported is known to run, too:
 * others need not wait with it. If it leaves nothing in the end, the deployment ends. Its threads are in a group of
 * their own; what they let escape is logged.
 *
 * <p>Started and awaited by one thread; ended by any.
 */
public final class Program {

    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    private static final int PATIENCE_SECONDS = 10;
    private static final int LOOK_MILLIS = 20;

    /** A thread that was seen waiting so often in a row, and did nothing in between, waits for what may never come. */
    private static final int LOOKS = 10;

    /** The same of one that has exported nothing, and may be about to. */
    private static final int LOOKS_WITHOUT_EXPORTS = 50;

    /** The groups of programs that have ended, and whose threads may not have; looked at now and then. */
    private static final Set<Threads> LEAVING = ConcurrentHashMap.newKeySet();

    private final HostedCode code;
    private final Method main;
    private final boolean alone;
    private final Threads threads;
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    @GuardedBy("this")
    private boolean runs;

    @GuardedBy("this")
    private boolean over;

    /**
     * One that does not run yet.
     *
     * @param main static, of a string array, accessible
     * @param alone whether the deployment is nothing without it, and ends if it leaves nothing in the end
     */
    Program(HostedCode code, Method main, List<String> arguments, boolean alone) {
        this.code = code;
        this.main = main;
        this.alone = alone;
        Deployment deployment = code.deployment();
        this.threads = new Threads(deployment.name());
        this.thread = new Thread(threads, () -> run(arguments.toArray(String[]::new)), deployment.name() + "-main");
        thread.setContextClassLoader(deployment.loader());
        thread.setDaemon(false);
    }

    /**
     * Starts it, and returns when it runs.
     *
     * @throws HostingException if it throws, ends itself, or ends and leaves nothing; {@link #end} follows
     */
    void start() throws HostingException {
        thread.start();
        awaitRunning();
        if (!runsOn()) { // it has just ended
            awaitRunning();
        }
    }

    private void run(String[] arguments) {
        try {
            main.invoke(null, (Object) arguments);
        } catch (InvocationTargetException thrown) {
            failure = thrown.getTargetException();
        } catch (Throwable unfit) {
            failure = unfit;
        }
        if (over() && !threads.end) {
            Throwable thrown = failure;
            if (thrown != null) {
                threads.uncaughtException(thread, thrown);
            }
            endIfNothingIsLeft();
        }
    }

    /** Whether it was known to run when it ended: otherwise who waits for that looks what is left. */
    private synchronized boolean over() {
        over = true;
        return runs;
    }

    private synchronized boolean runsOn() {
        runs = true;
        return !over;
    }

    private void endIfNothingIsLeft() {
        Throwable thrown = failure;
        boolean noThreads = threads.activeCount() <= 1; // but its own, which is just ending
        if (alone && !(thrown instanceof HostedExit) && !left() && (thrown != null || noThreads)) {
            code.ending().endSoon(code.deployment(), leftNothing());
        }
    }

    private String leftNothing() {
        Throwable thrown = failure;
        return thrown == null
                ? nothingLeft()
                : name() + " failed: " + Thrown.told(thrown, code.deployment().loader());
    }

    private void awaitRunning() throws HostingException {
        long begin = System.nanoTime();
        int waiting = 0;
        while (joined()) {
            waiting = waits() ? waiting + 1 : 0;
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            if (left() && waiting >= LOOKS) {
                return;
            }
            if (millis > PATIENCE_SECONDS * 1_000 && !left() && code.replacesOneThatServes(alone)) {
                throw new HostingException(idleInPlaceOfOneThatServes(), null);
            }
            if (millis > PATIENCE_SECONDS * 1_000 || (waiting >= LOOKS_WITHOUT_EXPORTS && !code.replacesAnother())) {
                LOG.info(
                        "{} of {} has not returned after {} ms{}: it goes on in the background",
                        name(),
                        code.deployment(),
                        millis,
                        left() ? "" : " and has exported nothing yet (it is " + place() + ")");
                return;
            }
        }
        requireWell();
    }

    private String idleInPlaceOfOneThatServes() {
        String deployment = code.deployment().name();
        return name() + " has exported nothing and bound no name in " + PATIENCE_SECONDS
                + " s, and stays out: the version before it has, and would have to go. It is " + place()
                + ". Let it export its objects before it waits; one that takes longer comes up where no former version runs,"
                + " after 'hearth undeploy " + deployment + "'";
    }

    /** Says so while it runs and has exported nothing; not of one beside objects, which may be there for them. */
    Optional<String> pending() {
        return !alone || returned() || left()
                ? Optional.empty()
                : Optional.of(name() + " has exported nothing and bound no name yet; it is " + place());
    }

    /** Where its thread stands, in code of its own if it is in any. */
    private String place() {
        StackTraceElement[] stack = thread.getStackTrace();
        String own = String.valueOf(code.deployment().loader().getName());
        return Arrays.stream(stack)
                .filter(frame -> own.equals(frame.getClassLoaderName()))
                .findFirst()
                .or(() -> Arrays.stream(stack).findFirst())
                .map(Program::told)
                .orElse("at its end");
    }

    /** Without the loader's name. */
    private static String told(StackTraceElement frame) {
        String method = "at " + frame.getClassName() + "." + frame.getMethodName();
        return frame.getFileName() == null
                ? method
                : method + " (" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
    }

    /** Waits for its end a little; whether it is still running. */
    private boolean joined() throws HostingException {
        try {
            thread.join(LOOK_MILLIS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            throw new HostingException("interrupted while " + name() + " starts", hurry);
        }
        return thread.isAlive();
    }

    private boolean waits() {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    /** Whether clients can reach something of it. */
    private boolean left() {
        return code.names().count() > 0 || code.exports().busy(code.deployment());
    }

    private void requireWell() throws HostingException {
        Throwable thrown = failure;
        if (thrown instanceof HostedExit exit) {
            throw new HostingException(
                    name() + " called System.exit(" + exit.status() + ") while it started: nothing is left to host",
                    thrown);
        }
        if (thrown != null) {
            String told = Thrown.told(thrown, code.deployment().loader());
            throw new HostingException(name() + " failed: " + told, thrown);
        }
        if (!left() && threads.activeCount() == 0) {
            throw new HostingException(nothingLeft(), null);
        }
    }

    private String nothingLeft() {
        return name() + " has ended and left nothing that could be called: it exported no object and bound no name;"
                + " name the class that starts the server";
    }

    private String name() {
        return main.getDeclaringClass().getName() + ".main";
    }

    /** Whether its {@code main} is over. */
    boolean returned() {
        return !thread.isAlive();
    }

    /** What its threads let escape from now on is no news. */
    void beginToEnd() {
        threads.end = true;
    }

    /** Interrupts what still runs of it; when its last thread has ended, its group goes. */
    public void end() {
        beginToEnd();
        threads.interrupt();
        LEAVING.add(threads);
        sweep();
    }

    /** Looks which groups can go: those whose threads have ended since. */
    static void sweep() {
        LEAVING.removeIf(Threads::leaves);
    }

    /** The threads of a program, and those that they start. */
    private static final class Threads extends ThreadGroup {

        private volatile boolean end;

        Threads(String deployment) {
            super(deployment);
        }

        /**
         * Until JDK 19 a group stays in the one above it, with what the JDK keeps for each, until it is destroyed.
         *
         * @return false while threads of it run
         */
        @SuppressWarnings({"removal", "deprecation"})
        boolean leaves() {
            try {
                destroy();
                return true;
            } catch (IllegalThreadStateException stillRuns) {
                return isDestroyed();
            }
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            if (end) {
                LOG.debug("thread {} of {} ended with it", thread.getName(), getName(), thrown);
            } else if (!(thrown instanceof HostedExit)) {
                LOG.warn("thread {} of {} ended with an exception", thread.getName(), getName(), thrown);
            }
        }
    }
}
