package dev.hearth.core.server;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells after a garbage collection that more of the heap is in use than there should be.
 *
 * <p>It forces no collection. What a partial collection left alone counts as in use, so it may tell too early, not too late.
 */
final class HeapWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeapWatch.class);

    private final Set<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
    private final List<NotificationEmitter> watched = new ArrayList<>();
    private final NotificationListener listener = this::told;
    private final long bound;
    private final Runnable scarce;

    private HeapWatch(long bound, Runnable scarce) {
        this.bound = bound;
        this.scarce = scarce;
    }

    /**
     * Begins to watch.
     *
     * @param percent of the largest heap; nothing is watched from 100 on
     * @param scarce called on a thread of the JVM's, which it must not hold
     */
    static HeapWatch begin(int percent, Runnable scarce) {
        HeapWatch watch = new HeapWatch(Runtime.getRuntime().maxMemory() / 100 * percent, scarce);
        if (percent < 100) {
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(NotificationEmitter.class::isInstance)
                    .map(NotificationEmitter.class::cast)
                    .forEach(watch::watch);
        }
        return watch;
    }

    private void watch(NotificationEmitter collector) {
        collector.addNotificationListener(listener, null, null);
        watched.add(collector);
    }

    private void told(Notification collected, Object unused) {
        if (!collected.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            return;
        }
        GcInfo collection = GarbageCollectionNotificationInfo.from((CompositeData) collected.getUserData())
                .getGcInfo();
        if (inUse(collection.getMemoryUsageAfterGc()) > bound) {
            scarce.run();
        }
    }

    private long inUse(Map<String, MemoryUsage> afterwards) {
        return afterwards.entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    @Override
    public void close() {
        for (NotificationEmitter collector : watched) {
            try {
                collector.removeNotificationListener(listener);
            } catch (ListenerNotFoundException gone) {
                LOG.debug("a garbage collector is not watched any more", gone);
            }
        }
        watched.clear();
    }
}
