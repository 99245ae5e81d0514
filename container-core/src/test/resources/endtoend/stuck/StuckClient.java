package stuck;

import check.Runner;
import java.rmi.registry.LocateRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Has many calls in progress at once. */
public final class StuckClient {
    private static final int PORT = Integer.getInteger("port");
    private static final Map<String, Stuck> FOUND = new HashMap<>();
    private static final Map<String, CompletableFuture<String>> BEGUN = new HashMap<>();

    private StuckClient() {}

    /** What is called later must be looked up before: the registry needs a place in the pool too. */
    public static void find(String name) throws Exception {
        FOUND.put(name, (Stuck) LocateRegistry.getRegistry("localhost", PORT).lookup(name));
    }

    public static String hello(String name) throws Exception {
        return FOUND.get(name).hello();
    }

    public static void letGo(String name) throws Exception {
        FOUND.get(name).letGo();
    }

    /** Begins a call, on a thread of its own. */
    public static void begin(String call, String name, String method) {
        Stuck object = FOUND.get(name);
        CompletableFuture<String> outcome = new CompletableFuture<>();
        BEGUN.put(call, outcome);
        Thread thread = new Thread(() -> {
            try {
                outcome.complete("OK " + run(object, method));
            } catch (Exception failed) {
                outcome.complete(Runner.chain(failed));
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String run(Stuck object, String method) throws Exception {
        switch (method) {
            case "ignore" -> object.ignore();
            case "spin" -> object.spin();
            case "hold" -> object.hold();
            case "hello" -> {
                return object.hello();
            }
            default -> object.through(method);
        }
        return "";
    }

    public static boolean done(String call) {
        return BEGUN.get(call).isDone();
    }

    /** Waits for the outcome of a call that was begun. */
    public static String outcome(String call) throws Exception {
        return BEGUN.get(call).get(40, TimeUnit.SECONDS);
    }
}
