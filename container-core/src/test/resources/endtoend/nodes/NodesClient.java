package nodes;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** Calls nodes, from several threads at once. */
public final class NodesClient {
    private static final int PORT = Integer.getInteger("port");
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private NodesClient() {}

    private static Object lookup(String name) throws Exception {
        return LocateRegistry.getRegistry("localhost", PORT).lookup(name);
    }

    private static Node node(String name) throws Exception {
        return (Node) lookup(name);
    }

    /** How each of several calls that are made at the same time ended, sorted. */
    private static String all(List<Callable<Object>> calls) throws Exception {
        List<String> ends = new ArrayList<>();
        for (Future<Object> call : calls.stream().map(THREADS::submit).collect(Collectors.toList())) {
            try {
                ends.add("" + call.get(50, TimeUnit.SECONDS));
            } catch (ExecutionException thrown) {
                ends.add(check.Runner.chain(thrown.getCause()));
            }
        }
        Collections.sort(ends);
        return String.join("; ", ends);
    }

    public static String thread(String name) throws Exception {
        return node(name).thread();
    }

    public static String where(String name) throws Exception {
        return ((Where) lookup(name)).thread();
    }

    public static int countOnThread(String name) throws Exception {
        return node(name).countOnThread();
    }

    public static long touch(String name) throws Exception {
        return node(name).touch();
    }

    public static long peek(String name) throws Exception {
        return node(name).peek();
    }

    public static long glance(String name) throws Exception {
        return node(name).glance();
    }

    public static long cheat(String name) throws Exception {
        return node(name).cheat();
    }

    public static int carriers(String name) throws Exception {
        return node(name).carriers();
    }

    /** The threads of a walk from the first of these objects through the others. */
    public static String walk(String names) throws Exception {
        List<String> way = new ArrayList<>(Arrays.asList(names.split(",")));
        return node(way.remove(0)).walk(way);
    }

    public static String walkThenTouch(String names) throws Exception {
        List<String> way = new ArrayList<>(Arrays.asList(names.split(",")));
        return node(way.remove(0)).walkThenTouch(way);
    }

    /** Two readers that are in at the same time, one read-only by the interface, the other by the class. */
    public static String readTogether(String name) throws Exception {
        Node node = node(name);
        return all(Arrays.asList(() -> node.peekTogether(name, 2), () -> node.glanceTogether(name, 2)));
    }

    /** As many calls as there are objects: each changes its own and then, when all are in theirs, the next one's. */
    public static String circle(String names) throws Exception {
        String[] circle = names.split(",");
        List<Callable<Object>> calls = new ArrayList<>();
        for (int i = 0; i < circle.length; i++) {
            Node own = node(circle[i]);
            String next = circle[(i + 1) % circle.length];
            calls.add(() -> own.meetThenTouch(names, circle.length, next) > 0 ? "went on" : "");
        }
        return all(calls);
    }

    /** Many calls that are called back at the same time, each by a listener that calls in again. */
    public static String calledBack(String name, String inside, String count) throws Exception {
        int crowd = Integer.parseInt(count);
        Node node = node(name);
        Node other = node(inside);
        CyclicBarrier together = new CyclicBarrier(crowd);
        Hearer hearer = new Hearer() {
            @Override
            public String heard(String what) throws RemoteException {
                try {
                    together.await(30, TimeUnit.SECONDS);
                } catch (Exception alone) {
                    throw new RemoteException("not all were called back", alone);
                }
                return what + (other.touch() > 0 ? " and went back in" : "");
            }
        };
        UnicastRemoteObject.exportObject(hearer, 0);
        try {
            return all(Collections.nCopies(crowd, () -> node.tell(hearer)));
        } finally {
            UnicastRemoteObject.unexportObject(hearer, true);
        }
    }

    /** Calls one object while others compute, so many at the same time. */
    public static String whileOthersCompute(String name, String count) throws Exception {
        List<Future<?>> computing = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(count); i++) {
            Node busy = node(name + "/busy-" + i);
            computing.add(THREADS.submit(() -> {
                busy.compute();
                return true;
            }));
        }
        Node free = node(name + "/free");
        long sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += free.touch();
        }
        long running = computing.stream().filter(each -> !each.isDone()).count();
        free.stopComputing();
        for (Future<?> each : computing) {
            each.get(50, TimeUnit.SECONDS);
        }
        return sum + " while " + running + " computed";
    }

    /** Does not wait for the call. */
    public static void beginComputing(String name) throws Exception {
        Node busy = node(name);
        THREADS.submit(() -> {
            busy.compute();
            return true;
        });
    }

    public static void stopComputing(String name) throws Exception {
        node(name).stopComputing();
    }
}
