package dev.hearth.core.wire.jrmp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.ExportPort;
import dev.hearth.core.call.ExportPorts;
import java.io.IOException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The listeners beside the object port's.
 *
 * <p>As in the JDK, who asks for the same port with equal factories shares a listener, and the last to leave closes it.
 *
 * <p>Bounded: {@code exports.ports}. Thread-safe; a port is opened under the lock.
 */
final class FurtherPorts implements ExportPorts, AutoCloseable {

    private final int most;
    private final Opener opener;

    @GuardedBy("this")
    private final Map<Wanted, Open> open = new HashMap<>();

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
        final Listening listener;
        final ExportPort port;
        int uses;

        Open(Listening listener, ExportPort port) {
            this.listener = listener;
            this.port = port;
        }
    }

    FurtherPorts(int most, Opener opener) {
        this.most = most;
        this.opener = opener;
    }

    @Override
    public synchronized Use open(
            int port, @Nullable RMIClientSocketFactory clientFactory, @Nullable RMIServerSocketFactory serverFactory)
            throws IOException {
        Wanted wanted = new Wanted(port, clientFactory, serverFactory);
        if (wanted.plain() && (port == 0 || port == opener.objectPort())) {
            return new ObjectPort();
        }
        Open present = open.get(wanted);
        if (present == null) {
            present = listen(wanted);
            open.put(wanted, present);
        }
        present.uses++;
        return new Joined(wanted, present);
    }

    @GuardedBy("this")
    private Open listen(Wanted wanted) throws IOException {
        if (closed) {
            throw new IOException("the container stops");
        }
        if (open.size() >= most) {
            throw new IOException("exports.ports allows " + most + " ports beside the object port");
        }
        Listening listener = wanted.serverFactory() == null
                ? opener.like(wanted.port(), wanted.plain())
                : opener.with(wanted.serverFactory(), wanted.port());
        return new Open(listener, new ExportPort(listener.port(), !wanted.plain(), wanted.clientFactory()));
    }

    private synchronized void leave(Wanted wanted, Open left) {
        left.uses--;
        if (left.uses == 0 && open.remove(wanted, left)) {
            left.listener.close();
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
        open.values().forEach(each -> each.listener.close());
        open.clear();
    }

    /** A use of the object port itself, which nobody has to end. */
    private record ObjectPort() implements Use {

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
        private boolean left;

        Joined(Wanted wanted, Open joined) {
            this.wanted = wanted;
            this.joined = joined;
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
                    leave(wanted, joined);
                }
            }
        }
    }
}
