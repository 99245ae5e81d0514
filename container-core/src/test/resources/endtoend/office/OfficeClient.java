package office;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.*;
import java.util.concurrent.*;

/** Visits desks, from several threads at once. */
public final class OfficeClient {
    private static final int PORT = Integer.getInteger("port");
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private OfficeClient() {}

    private static Object lookup(String name) throws Exception {
        return LocateRegistry.getRegistry("localhost", PORT).lookup(name);
    }

    /** How many different threads were in the desk, and how many at the same time, after visits from four threads. */
    public static String visits(String name, String count) throws Exception {
        Desk desk = (Desk) lookup(name);
        List<Future<Set<Long>>> visitors = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            visitors.add(THREADS.submit(() -> {
                Set<Long> seen = new HashSet<>();
                for (int j = 0; j < Integer.parseInt(count); j++) {
                    seen.add(desk.visit());
                }
                return seen;
            }));
        }
        Set<Long> threads = new HashSet<>();
        for (Future<Set<Long>> visitor : visitors) {
            threads.addAll(visitor.get());
        }
        return threads.size() + " threads, at most " + desk.most();
    }

    public static boolean sameThread(String one, String other) throws Exception {
        return ((Desk) lookup(one)).visit() == ((Desk) lookup(other)).visit();
    }

    /** Two calls that return only when both are in. */
    public static String meet(String one, String other) throws Exception {
        Desk left = (Desk) lookup(one);
        Desk right = (Desk) lookup(other);
        Future<?> first = THREADS.submit(() -> {
            left.meet();
            return true;
        });
        right.meet();
        first.get();
        return "met";
    }

    /** A listener that calls another desk, or the same, before it answers. */
    public static String tell(String name, String calledBack) throws Exception {
        Desk desk = (Desk) lookup(name);
        Desk other = (Desk) lookup(calledBack);
        Listener listener = new Listener() {
            @Override
            public String heard(String what) throws RemoteException {
                return what + (other.visit() > 0 ? " and went back in" : "");
            }
        };
        UnicastRemoteObject.exportObject(listener, 0);
        try {
            return desk.tell(listener);
        } finally {
            UnicastRemoteObject.unexportObject(listener, true);
        }
    }

    public static String book(String one, String other) throws Exception {
        return ((Bookkeeper) lookup("bookkeeper")).book(Long.parseLong(one), Long.parseLong(other));
    }
}
