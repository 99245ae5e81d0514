package trouble;

import check.Runner;
import java.io.Serializable;
import java.rmi.registry.LocateRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Asks for trouble. */
public final class TroubleClient {
    private static final int PORT = Integer.getInteger("port");
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static Trouble kept;
    private static Purse keptPurse;

    private TroubleClient() {}

    private static Object lookup(String name) throws Exception {
        return LocateRegistry.getRegistry("localhost", PORT).lookup(name);
    }

    private static Trouble trouble() throws Exception {
        return (Trouble) lookup("trouble");
    }

    private static Purse purse(String key) throws Exception {
        return (Purse) lookup("purses/" + key);
    }

    private static Latches latches() throws Exception {
        return (Latches) lookup("latches");
    }

    public static void find(String name) throws Exception {
        lookup(name);
    }

    public static String hello() throws Exception {
        return trouble().hello();
    }

    public static void declared() throws Exception {
        trouble().declared();
    }

    /** Which class threw, by the exception's stack trace. */
    public static String placeOfDeclared() throws Exception {
        try {
            trouble().declared();
            return "nowhere";
        } catch (Declared expected) {
            return Arrays.stream(expected.getStackTrace())
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .takeWhile(frame -> !frame.startsWith("sun.rmi."))
                    .collect(Collectors.joining(", "));
        }
    }

    public static void undeclared() throws Exception {
        trouble().undeclared();
    }

    public static void remoteException() throws Exception {
        trouble().remoteException();
    }

    public static Object unserialisable() throws Exception {
        return trouble().unserialisable();
    }

    public static void unserialisableException() throws Exception {
        trouble().unserialisableException();
    }

    public static void error() throws Exception {
        trouble().error();
    }

    public static void overflow() throws Exception {
        trouble().overflow();
    }

    // arguments

    public static String takeTattler(String name, String file) throws Exception {
        return ((Trouble) lookup(name)).take(new Tattler(file));
    }

    public static String takeStowaway(String file) throws Exception {
        return trouble().take(new outside.Stowaway(file));
    }

    /** In a collection, which is open. */
    public static String takeHiddenStowaway(String file) throws Exception {
        return trouble().take(new ArrayList<>(List.of(new outside.Stowaway(file))));
    }

    public static String takeValues() throws Exception {
        return trouble().take(new ArrayList<Object>(List.of("text", 1, new java.math.BigDecimal("1.5"), java.time.Instant.EPOCH)));
    }

    public static String takeUrl() throws Exception {
        return trouble().take(new java.net.URL("http://localhost/"));
    }

    public static String takeLambda() throws Exception {
        return trouble().take((Runnable & Serializable) () -> {});
    }

    // kept stubs

    public static void keepAnother() throws Exception {
        kept = trouble().another();
    }

    public static void keepNamed() throws Exception {
        kept = trouble();
    }

    public static String keptHello() throws Exception {
        return kept.hello();
    }

    public static void keepPurse(String key) throws Exception {
        keptPurse = purse(key);
    }

    public static int keptAdd(String more) throws Exception {
        return keptPurse.add(Integer.parseInt(more));
    }

    // purses

    public static int value(String key) throws Exception {
        return purse(key).value();
    }

    public static int add(String key, String more) throws Exception {
        return purse(key).add(Integer.parseInt(more));
    }

    public static Object addAndReturnRubbish(String key, String more) throws Exception {
        return purse(key).addAndReturnRubbish(Integer.parseInt(more));
    }

    public static int addAndWaitAtMost(String key, String more) throws Exception {
        return purse(key).addAndWaitAtMost(Integer.parseInt(more));
    }

    public static void awaitInterrupted() throws Exception {
        latches().awaitInterrupted();
    }

    /** Adds with a deadline while another call holds the purse. */
    public static int addSoonWhileHeld(String key) throws Exception {
        Purse purse = purse(key);
        Future<Integer> holding = THREADS.submit(() -> purse.addAndWait(1));
        latches().awaitEntered();
        try {
            return purse.addSoon(10);
        } finally {
            latches().open();
            holding.get();
        }
    }

    /** One call holds the purse, one waits for it; the others are too many. */
    public static String threeAtOnce(String key) throws Exception {
        Purse purse = purse(key);
        Future<Integer> holding = THREADS.submit(() -> purse.addAndWait(1));
        latches().awaitEntered();
        CompletionService<String> waiting = new ExecutorCompletionService<>(THREADS);
        for (int i = 0; i < 2; i++) {
            waiting.submit(() -> outcome(() -> purse.add(10)));
        }
        String first = waiting.take().get();
        latches().open();
        String second = waiting.take().get();
        return first + " | " + second + " | " + holding.get() + " | " + purse.value();
    }

    /** Two chains that enter two purses in opposite order. */
    public static String cross(String one, String other) throws Exception {
        Purse left = purse(one);
        Purse right = purse(other);
        left.add(0);
        right.add(0);
        Future<String> leftRight = THREADS.submit(() -> outcome(() -> left.addAndCross(1, other)));
        Future<String> rightLeft = THREADS.submit(() -> outcome(() -> right.addAndCross(10, one)));
        return leftRight.get() + " | " + rightLeft.get() + " | " + left.value() + " " + right.value();
    }

    private static String outcome(Callable<?> call) {
        try {
            return "OK " + call.call();
        } catch (Exception thrown) {
            return Runner.chain(thrown);
        }
    }

    /** A call that is in the object until the server is gone. */
    public static int holdUntilLost(String key) throws Exception {
        return purse(key).addAndWait(1);
    }

    public static void awaitEntered() throws Exception {
        latches().awaitEntered();
    }
}
