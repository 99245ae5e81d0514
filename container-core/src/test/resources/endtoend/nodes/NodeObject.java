package nodes;

import dev.hearth.api.*;
import java.lang.management.ManagementFactory;
import java.rmi.RemoteException;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;

/** Nodes of all policies and lifecycles. */
public abstract class NodeObject implements Node {
    private static final ThreadLocal<Integer> COUNT = ThreadLocal.withInitial(() -> 0);
    private static final Map<String, CyclicBarrier> MEETINGS = new ConcurrentHashMap<>();
    private static volatile boolean stopped;

    private final transient ObjectContext context;
    private long touched;

    NodeObject(ObjectContext context) {
        this.context = context;
    }

    private Node node(String name) throws Exception {
        return context.lookup(name, Node.class);
    }

    private static List<String> after(List<String> way) {
        return new ArrayList<>(way.subList(1, way.size()));
    }

    private static void meet(String meeting, int parties) throws Exception {
        MEETINGS.computeIfAbsent(meeting, name -> new CyclicBarrier(parties)).await(30, TimeUnit.SECONDS);
    }

    @Override
    public String thread() {
        Thread thread = Thread.currentThread();
        return (thread.getClass().getSimpleName().contains("Virtual") ? "virtual " : "") + thread.getName();
    }

    @Override
    public int countOnThread() {
        COUNT.set(COUNT.get() + 1);
        return COUNT.get();
    }

    @Override
    public String walk(List<String> way) throws Exception {
        String here = Thread.currentThread().getName() + "#" + Thread.currentThread().getId();
        return way.isEmpty() ? here : here + " " + node(way.get(0)).walk(after(way));
    }

    @Override
    public String walkThenTouch(List<String> way) throws Exception {
        return way.isEmpty() ? "" + node("touched/last").touch() : node(way.get(0)).walkThenTouch(after(way));
    }

    @Override
    public long meetThenTouch(String meeting, int parties, String other) throws Exception {
        touched++;
        meet(meeting, parties);
        return node(other).touch();
    }

    @Override
    public long touch() {
        return ++touched;
    }

    @Override
    public long peek() {
        return touched;
    }

    @Override
    @ReadOnly
    public long glance() {
        return touched;
    }

    @Override
    public long peekTogether(String meeting, int parties) throws Exception {
        meet(meeting, parties);
        return touched;
    }

    @Override
    @ReadOnly
    public long glanceTogether(String meeting, int parties) throws Exception {
        meet(meeting, parties);
        return touched;
    }

    @Override
    public long cheat() {
        return ++touched;
    }

    @Override
    public void compute() {
        while (!stopped) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void stopComputing() {
        stopped = true;
    }

    @Override
    public int carriers() throws Exception {
        ObjectName scheduler = new ObjectName("jdk.management:type=VirtualThreadScheduler");
        return (int) ManagementFactory.getPlatformMBeanServer().getAttribute(scheduler, "Parallelism");
    }

    @Override
    public String tell(Hearer hearer) throws RemoteException {
        return "it said: " + hearer.heard("news");
    }

    @HostedObject(name = "single", threading = Threading.SINGLE)
    static final class Single extends NodeObject {
        Single(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "per-object", threading = Threading.PER_OBJECT)
    static final class PerObject extends NodeObject {
        PerObject(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "per-request", threading = Threading.PER_REQUEST)
    static final class PerRequest extends NodeObject {
        PerRequest(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "pooled", threading = Threading.POOLED)
    static final class Pooled extends NodeObject {
        Pooled(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "inherits")
    static final class Inherits extends NodeObject {
        Inherits(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "kept-single", lifecycle = Lifecycle.PERSISTENT, threading = Threading.SINGLE)
    static final class KeptSingle extends NodeObject {
        KeptSingle(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "kept-per-object", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_OBJECT)
    static final class KeptPerObject extends NodeObject {
        KeptPerObject(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "kept-per-request", lifecycle = Lifecycle.PERSISTENT, threading = Threading.PER_REQUEST)
    static final class KeptPerRequest extends NodeObject {
        KeptPerRequest(ObjectContext context) {
            super(context);
        }
    }

    @HostedObject(name = "touched", lifecycle = Lifecycle.PERSISTENT, threading = Threading.POOLED)
    static final class Touched extends NodeObject {
        Touched(ObjectContext context) {
            super(context);
        }
    }
}
