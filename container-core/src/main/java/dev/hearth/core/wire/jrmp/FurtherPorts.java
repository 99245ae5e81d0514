package dev.hearth.core.wire.jrmp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.ExportPort;
import dev.hearth.core.call.ExportPorts;
import java.io.IOException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners beside the object port's.
 *
 * <p>As in the JDK, who asks for the same port with equal factories shares a listener, and the last to leave closes it. Two
 * versions of a deployment have no equal factories of their own: the newer one waits for the port, and its stubs name it, until
 * it {@linkplain #takeOver takes over}.
 *
 * <p>Bounded: {@code exports.ports}. Thread-safe; a port is opened under the lock.
 */
final class FurtherPorts implements ExportPorts, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FurtherPorts.class);

    private final int most;
    private final Opener opener;

    @GuardedBy("this")
    private final Map<Wanted, Open> open = new LinkedHashMap<>();

    @GuardedBy("this")
    private boolean closed;

    /** What listens. */
    interface Listening {

        int port() throws IOException;

        /** Accepts nothing more; when it returns, the port is free. */
        void close();
    }

    /** Opens listeners. */
    interface Opener {

        /** The object port, which needs no other listener. */
        int objectPort();

        /**
         * Opens a listener without factories.
         *
         * @param objectPorts whether it speaks what the object port speaks; plain, without TLS, otherwise
         */
        Listening like(int port, boolean objectPorts) throws IOException;

        Listening with(RMIServerSocketFactory factory, int port) throws IOException;
    }

    private record Wanted(
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory) {

        boolean plain() {
            return clientFactory == null && serverFactory == null;
        }
    }

    private static final class Open {
        final Wanted wanted;
        final ExportPort port;

        /** Who has asked for it, once for each use. */
        final List<Deployment> users = new ArrayList<>();

        /** Null while another version has the port, and when another has taken it over. */
        @Nullable
        Listening listener;

        boolean waits;

        Open(Wanted wanted, int port, @Nullable Listening listener) {
            this.wanted = wanted;
            this.port = new ExportPort(port, !wanted.plain(), wanted.clientFactory());
            this.listener = listener;
            this.waits = listener == null;
        }

        /** Whether it is of other versions of this one's deployment alone, so that this one may have it. */
        boolean isOfOthersLike(Deployment version) {
            return users.stream()
                    .allMatch(user -> user != version && user.name().equals(version.name()));
        }

        void stop() {
            Listening stopped = listener;
            listener = null;
            if (stopped != null) {
                stopped.close();
            }
        }
    }

    FurtherPorts(int most, Opener opener) {
        this.most = most;
        this.opener = opener;
    }

    @Override
    public synchronized Use open(
            Deployment asker,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory)
            throws IOException {
        Wanted wanted = new Wanted(port, clientFactory, serverFactory);
        if (wanted.plain() && (port == 0 || port == opener.objectPort())) {
            return new ObjectPort(asker);
        }
        Open present = open.get(wanted);
        if (present == null) {
            present = opened(asker, wanted);
            open.put(wanted, present);
        }
        present.users.add(asker);
        return new Joined(wanted, present, asker);
    }

    @GuardedBy("this")
    private Open opened(Deployment asker, Wanted wanted) throws IOException {
        if (closed) {
            throw new IOException("the container stops");
        }
        if (open.size() >= most) {
            throw new IOException("exports.ports allows " + most + " ports beside the object port");
        }
        if (hasFormer(asker, wanted.port())) {
            tryOut(wanted);
            return new Open(wanted, wanted.port(), null);
        }
        Listening listener = listen(wanted, wanted.port());
        return new Open(wanted, listener.port(), listener);
    }

    /** Whether another version of the deployment has this port, and nobody of this one waits for it already. */
    @GuardedBy("this")
    private boolean hasFormer(Deployment asker, int port) {
        return at(port).anyMatch(each -> each.listener != null && each.isOfOthersLike(asker))
                && at(port).noneMatch(each -> each.waits);
    }

    @GuardedBy("this")
    private Stream<Open> at(int port) {
        return open.values().stream().filter(each -> each.port.port() == port);
    }

    private Listening listen(Wanted wanted, int port) throws IOException {
        return wanted.serverFactory() == null
                ? opener.like(port, wanted.plain())
                : opener.with(wanted.serverFactory(), port);
    }

    /** A factory that can't make a socket says so before the port is taken from those who have it. */
    private void tryOut(Wanted wanted) throws IOException {
        listen(wanted, 0).close();
    }

    @Override
    public synchronized void takeOver(Deployment accepted) {
        for (Open coming : List.copyOf(open.values())) {
            if (coming.waits && coming.users.contains(accepted)) {
                at(coming.port.port())
                        .filter(each -> each.listener != null)
                        .findFirst()
                        .ifPresentOrElse(former -> exchange(former, coming, accepted), () -> begin(coming));
            }
        }
    }

    private void exchange(Open former, Open coming, Deployment accepted) {
        if (!former.isOfOthersLike(accepted)) {
            LOG.warn(
                    "port {} stays as it is until another deployment leaves it: {} wants it with other socket factories",
                    coming.port.port(),
                    accepted);
            return;
        }
        former.stop();
        if (!begin(coming)) {
            begin(former);
        }
    }

    private boolean begin(Open stopped) {
        int port = stopped.port.port();
        try {
            stopped.listener = listen(stopped.wanted, port);
            stopped.waits = false;
            return true;
        } catch (IOException | RuntimeException | Error refused) {
            LOG.error("port {} could not be opened with the socket factories of {}", port, stopped.users, refused);
            return false;
        }
    }

    private synchronized void leave(Wanted wanted, Open left, Deployment user) {
        left.users.remove(user);
        if (left.users.isEmpty() && open.remove(wanted, left)) {
            boolean listened = left.listener != null;
            left.stop();
            if (listened && !closed) {
                at(left.port.port()).filter(each -> each.waits).findFirst().ifPresent(this::begin);
            }
        }
    }

    /** Whether stubs name this port now. */
    synchronized boolean contains(int port) {
        return open.values().stream().anyMatch(each -> each.port.port() == port);
    }

    /** Closes all listeners, and opens no other. */
    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(Open::stop);
        open.clear();
    }

    /** A use of the object port itself, which nobody has to end. */
    private record ObjectPort(Deployment asker) implements Use {

        @Override
        public boolean by(Deployment version) {
            return asker == version;
        }

        @Override
        public Optional<ExportPort> port() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private final class Joined implements Use {
        private final Wanted wanted;
        private final Open joined;
        private final Deployment asker;
        private boolean left;

        Joined(Wanted wanted, Open joined, Deployment asker) {
            this.wanted = wanted;
            this.joined = joined;
            this.asker = asker;
        }

        @Override
        public boolean by(Deployment version) {
            return asker == version;
        }

        @Override
        public Optional<ExportPort> port() {
            return Optional.of(joined.port);
        }

        @Override
        public void close() {
            synchronized (FurtherPorts.this) {
                if (!left) {
                    left = true;
                    leave(wanted, joined, asker);
                }
            }
        }
    }
}
