package dev.hearth.core.modules.status;

import dev.hearth.api.Status;
import dev.hearth.api.hook.Counts;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Server;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What there is to know of the container. Thread-safe. */
final class Facts implements Status {

    private final LongAdder calls = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile @Nullable Server server;

    void of(Server container) {
        server = container;
    }

    /** Counts a call from outside. */
    void count(LoggedCall call) {
        calls.increment();
        if (!call.outcome().succeeded()) {
            failed.increment();
        }
    }

    private Server container() {
        Server known = server;
        if (known == null) {
            throw new IllegalStateException("the container is not there yet");
        }
        return known;
    }

    /** The deployed types, by name. */
    List<DeployedType> types() {
        return container().types();
    }

    @Override
    public SortedMap<String, Object> status() {
        Server known = container();
        Counts counts = known.counts();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        SortedMap<String, Object> facts = new TreeMap<>();
        facts.put("version", known.version());
        facts.put("started", known.started().toString());
        facts.put(
                "uptime",
                Duration.between(known.started(), known.clock().instant()).toSeconds());
        facts.put("connections", (long) counts.connections());
        facts.put("calls.total", calls.sum());
        facts.put("calls.failed", failed.sum());
        facts.put("calls.in-progress", (long) counts.callsInProgress());
        facts.put("calls.waiting", (long) counts.callsWaiting());
        facts.put("chains", (long) counts.chains());
        facts.put("objects.active", (long) counts.activeObjects());
        facts.put("objects.stored", counts.storedObjects());
        facts.put("types", (long) known.types().size());
        facts.put("heap.used", heap.getUsed());
        facts.put("heap.max", heap.getMax());
        facts.put("threads", (long) ManagementFactory.getThreadMXBean().getThreadCount());
        facts.put("processors", (long) Runtime.getRuntime().availableProcessors());
        facts.put("java", Runtime.version().toString());
        return facts;
    }
}
