package ledger;

import check.Runner;
import java.rmi.registry.LocateRegistry;
import java.util.concurrent.*;

/** What clients of the ledgers do. */
public final class LedgerClient {
    private static final int PORT = Integer.getInteger("port");
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static Future<String> waiting;

    private LedgerClient() {}

    private static Ledger ledger(String key) throws Exception {
        return (Ledger) LocateRegistry.getRegistry("localhost", PORT).lookup("ledgers/" + key);
    }

    private static Auditor auditor() throws Exception {
        return (Auditor) LocateRegistry.getRegistry("localhost", PORT).lookup("auditor");
    }

    public static long value(String key) throws Exception {
        return ledger(key).value();
    }

    public static int additions(String key) throws Exception {
        return ledger(key).additions();
    }

    public static long add(String key, String more) throws Exception {
        return ledger(key).add(Long.parseLong(more));
    }

    public static void addAndThrow(String key, String more) throws Exception {
        ledger(key).addAndThrow(Long.parseLong(more));
    }

    public static void onlyThrow(String key) throws Exception {
        ledger(key).onlyThrow();
    }

    public static void addThenTangle(String good, String tangled, String more) throws Exception {
        auditor().addThenTangle(good, tangled, Long.parseLong(more));
    }

    public static void addThenThrow(String key, String more) throws Exception {
        auditor().addThenThrow(key, Long.parseLong(more));
    }

    public static boolean exists(String key) throws Exception {
        return auditor().exists(key);
    }

    /** Returns when the call is in its object. */
    public static void beginToWait(String key, String more) throws Exception {
        Ledger ledger = ledger(key);
        waiting = THREADS.submit(() -> {
            try {
                return "OK " + ledger.addAndWait(Long.parseLong(more));
            } catch (Exception thrown) {
                return Runner.chain(thrown);
            }
        });
        auditor().awaitEntered();
    }

    public static String outcome() throws Exception {
        return waiting.get(60, TimeUnit.SECONDS);
    }

    public static void letGo() throws Exception {
        auditor().letGo();
    }

    /** Adds on a thread of the object's own, after the call that began it has returned. */
    public static void addOutside(String key, String more) throws Exception {
        ledger(key).addOutside(Long.parseLong(more));
        auditor().letAddOutside();
    }
}
