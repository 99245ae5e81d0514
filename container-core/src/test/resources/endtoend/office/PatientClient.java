package office;

import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.concurrent.*;

/** Visits a desk, and stays in one as long as it is told to. */
public final class PatientClient {
    private static final int PORT = Integer.getInteger("port");
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final Semaphore HEARD = new Semaphore(0);
    private static final Semaphore ANSWER = new Semaphore(0);
    private static Future<String> told;

    private PatientClient() {}

    private static Desk desk(String name) throws Exception {
        return (Desk) LocateRegistry.getRegistry("localhost", PORT).lookup(name);
    }

    public static String visit(String name) throws Exception {
        return desk(name).visit() > 0 ? "visited" : "";
    }

    /** Returns when the call is in the desk, which waits for this client's answer. */
    public static void beginToTell(String name) throws Exception {
        Desk desk = desk(name);
        Listener listener = what -> {
            HEARD.release();
            ANSWER.acquireUninterruptibly();
            return what;
        };
        Listener stub = (Listener) UnicastRemoteObject.exportObject(listener, 0);
        told = THREADS.submit(() -> desk.tell(stub));
        HEARD.acquire();
    }

    public static String endTelling() throws Exception {
        ANSWER.release();
        return told.get();
    }
}
