package dev.hearth.core.wire.outgoing;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.ContainerThreads;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.LocalAddresses;
import dev.hearth.core.wire.marshal.OutgoingCalls;
import dev.hearth.core.wire.marshal.OutgoingMethod;
import dev.hearth.core.wire.marshal.ReplyBuffer;
import dev.hearth.core.wire.marshal.Route;
import dev.hearth.core.wire.marshal.StubAddress;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.rmi.ConnectException;
import java.rmi.ConnectIOException;
import java.rmi.MarshalException;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call out and its answer back: a connection, a message, a message.
 *
 * <p>Failures come out as a JDK stub would throw them. What happened before the call was sent is a {@link ConnectException},
 * {@link ConnectIOException} or {@link MarshalException}; after that the callee may have run, and it is an {@link
 * UnmarshalException}.
 *
 * <p>Thread-safe.
 */
final class Exchange {

    private static final String SETTING = " (wire.outgoing-deadline in hearth.yaml)";
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** A connection used longer ago is asked first whether its other end is still there. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final HearthConfig.Wire wire;
    private final Optional<Tls> tls;
    private final Codec codec;
    private final IntSupplier port;
    private final OutgoingCalls calls;
    private final IdleConnections idle = new IdleConnections();
    private final ScheduledThreadPoolExecutor watchdog;

    /** Bounded by the threads that call. */
    private final Set<Deadline> running = ConcurrentHashMap.newKeySet();

    Exchange(HearthConfig.Wire wire, Optional<Tls> tls, Codec codec, IntSupplier port, OutgoingCalls calls) {
        this.wire = wire;
        this.tls = tls;
        this.codec = codec;
        this.port = port;
        this.calls = calls;
        this.watchdog =
                new ScheduledThreadPoolExecutor(1, task -> ContainerThreads.daemon(task, "hearth-outgoing-watchdog"));
        watchdog.setRemoveOnCancelPolicy(true);
        Object unused = watchdog.scheduleWithFixedDelay(
                () -> idle.closeUnusedSince(System.nanoTime() - IDLE_NANOS), 5, 5, TimeUnit.SECONDS);
    }

    /** For what else must happen at a time; what runs on it must be short. */
    ScheduledExecutorService timer() {
        return watchdog;
    }

    /** A call under the configured deadline, to a stub that came in like this. */
    Outcome call(StubAddress callee, OutgoingMethod method, @Nullable Object[] arguments, @Nullable Route came)
            throws RemoteException {
        return call(callee, method, arguments, came, wire.outgoingDeadline());
    }

    Outcome call(
            StubAddress callee,
            OutgoingMethod method,
            @Nullable Object[] arguments,
            @Nullable Route came,
            Duration allowed)
            throws RemoteException {
        Endpoint endpoint = Endpoint.of(callee);
        if (Thread.currentThread().isInterrupted()) {
            throw new ConnectIOException("interrupted before the call to " + endpoint);
        }
        try (Deadline deadline = deadline(allowed)) {
            OutgoingConnection connection = connection(endpoint, deadline);
            boolean reusable = false;
            try {
                Route route = route(connection, came);
                ReplyBuffer message = encode(callee, method, arguments, route);
                send(connection, message, endpoint, deadline);
                Outcome outcome = answer(connection, method, route, endpoint, deadline);
                route.departures().peerWentOn();
                reusable = deadline.release() && !unread(outcome);
                return outcome;
            } finally {
                giveBack(endpoint, connection, reusable);
            }
        } catch (RejectedExecutionException closed) {
            throw new ConnectException("the container stops; no call to " + endpoint, closed);
        }
    }

    /** The JDK's server may answer with one of these before it has read the arguments, and the connection is then lost. */
    private static boolean unread(Outcome outcome) {
        return outcome.error() instanceof RemoteException;
    }

    private Deadline deadline(Duration allowed) {
        Deadline deadline = new Deadline(allowed, watchdog, running::remove);
        running.add(deadline);
        if (watchdog.isShutdown()) {
            deadline.fire();
        }
        return deadline;
    }

    private void giveBack(Endpoint endpoint, OutgoingConnection connection, boolean reusable) {
        if (reusable) {
            connection.usedAt(System.nanoTime());
            idle.give(endpoint, connection);
        } else {
            connection.close();
        }
    }

    /** Our stubs name us as the callee's was told, unless that means another machine there. */
    private Route route(OutgoingConnection connection, @Nullable Route came) {
        Peer peer = new Peer(connection.remote(), 0, connection.certificate());
        if (came != null && (!LocalAddresses.loopback(came.host()) || LocalAddresses.contain(connection.remote()))) {
            return came.to(peer);
        }
        String host = wire.advertisedHost().orElseGet(() -> connection.local().getHostAddress());
        int ownPort = wire.advertisedPort() != 0 ? wire.advertisedPort() : port.getAsInt();
        return new Route(
                host,
                ownPort,
                peer,
                came == null ? 0 : came.session(),
                tls.map(Tls::stubs).orElse(null));
    }

    private ReplyBuffer encode(StubAddress callee, OutgoingMethod method, @Nullable Object[] arguments, Route route)
            throws MarshalException {
        ReplyBuffer message = new ReplyBuffer();
        codec.writeCall(message, callee.id(), method, arguments, route);
        return message;
    }

    private OutgoingConnection connection(Endpoint endpoint, Deadline deadline) throws RemoteException {
        try {
            OutgoingConnection waiting = idle.take(endpoint);
            while (waiting != null) {
                waiting.guardedBy(deadline);
                if (System.nanoTime() - waiting.lastUsed() < FRESH_NANOS || waiting.ping()) {
                    return waiting;
                }
                waiting.close();
                waiting = deadline.passed() || Thread.currentThread().isInterrupted() ? null : idle.take(endpoint);
            }
            return OutgoingConnection.open(endpoint, tls, deadline);
        } catch (RemoteException already) {
            throw already;
        } catch (IOException | IllegalArgumentException failed) {
            throw connectFailure(failed, endpoint, deadline);
        }
    }

    private static RemoteException connectFailure(Exception failed, Endpoint endpoint, Deadline deadline) {
        if (deadline.passed()) {
            return new ConnectIOException(
                    "HEARTH-DEADLINE: no connection to " + endpoint + " within "
                            + deadline.allowed().toMillis() + " ms" + SETTING,
                    new SocketTimeoutException());
        }
        if (failed instanceof java.net.ConnectException) {
            return new ConnectException("Connection refused to host: " + endpoint, failed);
        }
        return new ConnectIOException("Exception creating connection to: " + endpoint, failed);
    }

    private static void send(OutgoingConnection connection, ReplyBuffer message, Endpoint endpoint, Deadline deadline)
            throws RemoteException {
        try {
            connection.send(message);
        } catch (IOException failed) {
            if (deadline.passed()) {
                throw late(endpoint, deadline);
            }
            throw new MarshalException("error sending a call to " + endpoint, failed);
        }
    }

    private Outcome answer(
            OutgoingConnection connection, OutgoingMethod method, Route route, Endpoint endpoint, Deadline deadline)
            throws RemoteException {
        try {
            return codec.readReply(connection.in(), method, route, calls);
        } catch (IOException failed) {
            if (deadline.passed()) {
                throw late(endpoint, deadline);
            }
            if (failed instanceof RemoteException already) {
                throw already;
            }
            throw new UnmarshalException("no answer of " + method + " from " + endpoint, failed);
        } catch (ClassNotFoundException missing) {
            throw new UnmarshalException("error unmarshalling the answer of " + method, missing);
        }
    }

    private static UnmarshalException late(Endpoint endpoint, Deadline deadline) {
        return new UnmarshalException(
                "HEARTH-DEADLINE: no answer from " + endpoint + " within "
                        + deadline.allowed().toMillis() + " ms" + SETTING + "; the callee may have run",
                new SocketTimeoutException());
    }

    /** Closes all connections; calls in progress end as if their time were over. */
    void close() {
        watchdog.shutdownNow();
        running.forEach(Deadline::fire);
        idle.close();
    }
}
