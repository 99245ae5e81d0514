package dev.hearth.core.wire.outgoing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.ContainerThreads;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.ForeignReference;
import dev.hearth.core.wire.marshal.LocalAddresses;
import dev.hearth.core.wire.marshal.StubAddress;
import dev.hearth.core.wire.marshal.WireId;
import java.lang.ref.Cleaner;
import java.rmi.RemoteException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps foreign objects alive while hosted code can reach references to them: claims them at their own server, renews at half
 * of what was granted, gives them up when the last reference was collected.
 *
 * <p>A stub that names its sender's machine is claimed as soon as it came, others at their first call, and so is one whose
 * sockets hosted code makes. All lease calls run on at most {@value #MOST_THREADS} threads, one at a time for each endpoint,
 * and what they can't do in time is left out: an object that its owner holds itself needs no lease.
 *
 * <p>Thread-safe. No method but {@link #claim} blocks.
 */
final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final int MOST_THREADS = 4;
    private static final int MOST_WAITING = 10_000;
    private static final long SOONEST_MILLIS = 500;
    private static final int PATIENCE_SECONDS = 15;
    private static final Cleaner CLEANER = Cleaner.create();

    private final Exchange exchange;
    private final Dgc dgc;
    private final ThreadPoolExecutor workers;
    private final Object lock = new Object();

    /** Bounded by the references that hosted code holds. */
    @GuardedBy("lock")
    private final Map<Endpoint, Claims> endpoints = new HashMap<>();

    Leases(Exchange exchange, Codec codec) {
        this.exchange = exchange;
        this.dgc = new Dgc(exchange, codec);
        this.workers = new ThreadPoolExecutor(
                MOST_THREADS,
                MOST_THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> ContainerThreads.daemon(task, "hearth-foreign-leases"));
        workers.allowCoreThreadTimeOut(true);
    }

    void arrived(List<ForeignReference> references, Peer sender) {
        for (ForeignReference reference : references) {
            StubAddress address = reference.address();
            Endpoint endpoint = Endpoint.of(address);
            synchronized (lock) {
                endpoints.computeIfAbsent(endpoint, e -> new Claims(address)).referenced(address.id());
            }
            CLEANER.register(reference, () -> collected(endpoint, address.id()));
            if (!address.custom() && namesSender(address, sender)) {
                ask(endpoint, address.id());
            }
        }
    }

    void used(ForeignReference reference) {
        ask(Endpoint.of(reference.address()), reference.address().id());
    }

    /**
     * The same for one reference, wherever it points. Waits until the object is claimed or can't be, at most {@value
     * #PATIENCE_SECONDS} seconds; an interruption ends the wait.
     */
    void claim(ForeignReference reference) {
        arrived(List.of(reference), Peer.LOCAL);
        used(reference);
        Endpoint endpoint = Endpoint.of(reference.address());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            synchronized (lock) {
                Claims claims = endpoints.get(endpoint);
                long left = TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS);
                while (claims != null
                        && left > 0
                        && claims.underWay(reference.address().id())) {
                    lock.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean namesSender(StubAddress address, Peer sender) {
        return sender.loopback()
                ? LocalAddresses.contain(address.host())
                : LocalAddresses.literal(address.host())
                        .filter(sender.address()::equals)
                        .isPresent();
    }

    private void ask(Endpoint endpoint, WireId id) {
        synchronized (lock) {
            Claims claims = endpoints.get(endpoint);
            if (claims != null) {
                claims.ask(id);
                beginWork(endpoint, claims);
            }
        }
    }

    private void collected(Endpoint endpoint, WireId id) {
        synchronized (lock) {
            Claims claims = endpoints.get(endpoint);
            if (claims != null) {
                claims.collected(id);
                beginWork(endpoint, claims);
                forgetIfEmpty(endpoint, claims);
            }
        }
    }

    private void renew(Endpoint endpoint) {
        synchronized (lock) {
            Claims claims = endpoints.get(endpoint);
            if (claims != null) {
                claims.renew();
                beginWork(endpoint, claims);
            }
        }
    }

    @GuardedBy("lock")
    private void beginWork(Endpoint endpoint, Claims claims) {
        if (!claims.begin()) {
            return;
        }
        try {
            workers.execute(() -> work(endpoint, claims));
        } catch (RejectedExecutionException full) {
            claims.end();
            LOG.debug("no lease for objects at {}: too many lease calls wait", endpoint);
        }
    }

    @GuardedBy("lock")
    private void forgetIfEmpty(Endpoint endpoint, Claims claims) {
        if (claims.empty()) {
            endpoints.remove(endpoint);
        }
    }

    private void work(Endpoint endpoint, Claims claims) {
        try {
            claim(endpoint, claims);
            giveUp(claims);
        } catch (RemoteException | RuntimeException failed) {
            LOG.debug("a lease call to {} failed", endpoint, failed);
            failed(endpoint, claims);
        } finally {
            synchronized (lock) {
                claims.end();
                beginWork(endpoint, claims);
                forgetIfEmpty(endpoint, claims);
                lock.notifyAll();
            }
        }
    }

    private void claim(Endpoint endpoint, Claims claims) throws RemoteException {
        List<WireId> ids;
        synchronized (lock) {
            ids = claims.toClaim();
            if (ids.isEmpty() && !claims.renewalDue()) {
                return;
            }
        }
        long granted = dgc.dirty(claims.address(), ids);
        boolean first;
        synchronized (lock) {
            claims.claimed(ids);
            first = claims.scheduleRenewal();
        }
        if (first) {
            renewIn(endpoint, claims, granted / 2);
        }
    }

    private void giveUp(Claims claims) throws RemoteException {
        List<WireId> ids;
        synchronized (lock) {
            ids = claims.toGiveUp();
        }
        if (!ids.isEmpty()) {
            dgc.clean(claims.address(), ids);
            synchronized (lock) {
                claims.givenUp(ids);
            }
        }
    }

    private void failed(Endpoint endpoint, Claims claims) {
        boolean again;
        synchronized (lock) {
            claims.failed();
            again = claims.holdsAny() && claims.scheduleRenewal();
        }
        if (again) {
            renewIn(endpoint, claims, TimeUnit.SECONDS.toMillis(5));
        }
    }

    private void renewIn(Endpoint endpoint, Claims claims, long millis) {
        try {
            Object unused = exchange.timer()
                    .schedule(
                            () -> {
                                synchronized (lock) {
                                    claims.renewalStarts();
                                }
                                renew(endpoint);
                            },
                            Math.max(millis, SOONEST_MILLIS),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("no more renewals at {}: the container stops", endpoint);
        }
    }

    /** Ends the threads. Claims end with their leases. */
    void close() {
        workers.shutdownNow();
    }
}
