package till;

import java.rmi.registry.LocateRegistry;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicLong;

/** Deposits in all tills from several threads, with the same stubs, until it is told to stop. */
public final class TillClient {
    private static final int PORT = Integer.getInteger("port");
    private static final int THREADS = 4;
    private static final String[] TYPES = {"single", "per-object", "per-request", "pooled"};

    private static final Map<String, Till> TILLS = new TreeMap<>();
    private static final Map<String, AtomicLong> ACKNOWLEDGED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicLong> REFUSED = new ConcurrentHashMap<>();
    private static final ExecutorService DEPOSITORS = Executors.newFixedThreadPool(THREADS);
    private static final List<Future<?>> RUNNING = new ArrayList<>();
    private static volatile boolean over;

    private TillClient() {}

    public static void begin(String seed) throws Exception {
        for (String type : TYPES) {
            for (String name : Arrays.asList(type, "kept-" + type + "/a", "kept-" + type + "/b")) {
                TILLS.put(name, (Till) LocateRegistry.getRegistry("localhost", PORT).lookup(name));
                ACKNOWLEDGED.put(name, new AtomicLong());
            }
        }
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(Long.parseLong(seed) * 100 + i);
            RUNNING.add(DEPOSITORS.submit(() -> deposit(random)));
        }
    }

    private static void deposit(Random random) {
        List<String> names = new ArrayList<>(TILLS.keySet());
        while (!over) {
            String here = names.get(random.nextInt(names.size()));
            String there = names.get(random.nextInt(names.size()));
            Till till = TILLS.get(here);
            try {
                switch (random.nextInt(20)) {
                    case 0:
                        till.depositAndThrow();
                        break;
                    case 1:
                        till.depositSlowly(random.nextInt(100));
                        acknowledged(here);
                        break;
                    case 2: case 3: case 4: case 5:
                        till.depositHereAndThere(there);
                        acknowledged(here);
                        acknowledged(there);
                        break;
                    default:
                        till.deposit();
                        acknowledged(here);
                        break;
                }
            } catch (Exception refused) {
                REFUSED.computeIfAbsent(kind(refused), kind -> new AtomicLong()).incrementAndGet();
            }
        }
    }

    private static void acknowledged(String name) {
        ACKNOWLEDGED.get(name).incrementAndGet();
    }

    /** The code of what went wrong; the whole of it if it has none. */
    private static String kind(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.equals("planned")) {
                return "planned";
            }
            if (message.startsWith("HEARTH-")) {
                return message.substring(0, message.indexOf(':'));
            }
        }
        return check.Runner.chain(thrown);
    }

    public static long acknowledged() {
        return ACKNOWLEDGED.values().stream().mapToLong(AtomicLong::get).sum();
    }

    public static String end() throws Exception {
        over = true;
        for (Future<?> each : RUNNING) {
            each.get(50, TimeUnit.SECONDS);
        }
        return String.join("; ", REFUSED.keySet());
    }

    /** The persistent tills that have not what was acknowledged, no more and no less. */
    public static String wrong() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Till> each : TILLS.entrySet()) {
            long expected = ACKNOWLEDGED.get(each.getKey()).get();
            long there = each.getValue().count();
            if (each.getKey().startsWith("kept-") && there != expected) {
                wrong.add(each.getKey() + " has " + there + " of " + expected);
            }
        }
        return String.join("; ", wrong);
    }

    public static String version() throws Exception {
        return TILLS.get("kept-pooled/a").version() + ", " + TILLS.get("pooled").version();
    }
}
