package shaky;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.RMISocketFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Calls that are late now and then, from several threads; and after each of them one that must not notice. */
public final class ShakyClient {
    private static final int PORT = Integer.getInteger("port");
    private static final String[] TYPES = {"pooled", "single", "own", "each"};
    private static final int KEYS = 3;
    private static final AtomicInteger SOCKETS = new AtomicInteger();
    private static final Map<String, AtomicLong> KEPT = new ConcurrentHashMap<>();

    private ShakyClient() {}

    private static Shaky shaky(String name) throws Exception {
        return (Shaky) LocateRegistry.getRegistry("localhost", PORT).lookup(name);
    }

    private static void countSockets() throws IOException {
        RMISocketFactory.setSocketFactory(new RMISocketFactory() {
            @Override
            public Socket createSocket(String host, int port) throws IOException {
                SOCKETS.incrementAndGet();
                return new Socket(host, port);
            }

            @Override
            public ServerSocket createServerSocket(int port) throws IOException {
                return new ServerSocket(port);
            }
        });
    }

    /** Says {@code OK late/all}, or what went wrong. */
    public static String hammer(String seed, String threads, String rounds) throws Exception {
        countSockets();
        List<String> wrong = new ArrayList<>();
        AtomicInteger late = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(threads); i++) {
            Random random = new Random(Long.parseLong(seed) * 100 + i);
            Thread thread = new Thread(() -> {
                try {
                    for (int round = 0; round < Integer.parseInt(rounds); round++) {
                        once(random, late, failed);
                    }
                } catch (Exception | Error unexpected) {
                    synchronized (wrong) {
                        wrong.add(check.Runner.chain(unexpected));
                    }
                }
            });
            thread.start();
            running.add(thread);
        }
        for (Thread thread : running) {
            thread.join();
        }
        int most = 2 * running.size() + failed.get(); // of each thread one for lookups and one for calls
        if (wrong.isEmpty() && SOCKETS.get() > most) {
            wrong.add(SOCKETS.get() + " sockets; a JDK client closes its own after an error, so " + most + " at most");
        }
        return wrong.isEmpty() ? late.get() + "/" + running.size() * Integer.parseInt(rounds) : "WRONG " + wrong;
    }

    private static void once(Random random, AtomicInteger late, AtomicInteger failed) throws Exception {
        String here = TYPES[random.nextInt(TYPES.length)] + "/here-" + random.nextInt(KEYS);
        String there = TYPES[random.nextInt(TYPES.length)] + "/there-" + random.nextInt(KEYS);
        Shaky object = shaky(here);
        try {
            object.add(there, random.nextInt(20), random.nextInt(20));
            count(here);
            count(there);
        } catch (ServerException expected) {
            if (!expected.getMessage().matches("(?s)HEARTH-(DEADLINE|CANCELLED|DEADLOCK).*")) {
                throw expected;
            }
            late.incrementAndGet();
            failed.incrementAndGet();
        }
        for (String next : new String[] {here, there}) {
            if (interrupted(shaky(next), failed)) {
                throw new IllegalStateException("the next call on " + next + " came interrupted");
            }
        }
    }

    /** A call that waits for the single thread has its object already, and may meet one that comes from there. */
    private static boolean interrupted(Shaky object, AtomicInteger failed) throws Exception {
        while (true) {
            try {
                return object.interrupted();
            } catch (ServerException again) {
                if (!again.getMessage().startsWith("HEARTH-DEADLOCK")) {
                    throw again;
                }
                failed.incrementAndGet();
            }
        }
    }

    private static void count(String name) {
        KEPT.computeIfAbsent(name, key -> new AtomicLong()).incrementAndGet();
    }

    /** Says {@code OK}, or which objects hold another number than they were acknowledged. */
    public static String compare() throws Exception {
        Map<String, String> wrong = new TreeMap<>();
        for (Map.Entry<String, AtomicLong> each : KEPT.entrySet()) {
            long value = shaky(each.getKey()).value();
            if (value != each.getValue().get()) {
                wrong.put(each.getKey(), value + " and not " + each.getValue());
            }
        }
        return wrong.isEmpty() ? "all " + (KEPT.isEmpty() ? "nothing" : "kept") : wrong.toString();
    }
}
