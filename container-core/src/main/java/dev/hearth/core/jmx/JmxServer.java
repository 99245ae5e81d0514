package dev.hearth.core.jmx;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.Serializable;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.management.remote.rmi.RMIConnection;
import javax.management.remote.rmi.RMIServer;
import javax.management.remote.rmi.RMIServerImpl;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What clients find under {@code jmxrmi}: gives connections away.
 *
 * <p>Who calls is for the {@code authenticate} hooks to say; the credentials of a client that has any are not looked at.
 *
 * <p>Thread-safe. Bounded: {@code jmx.connections}.
 */
final class JmxServer extends RMIServerImpl {

    private static final Logger LOG = LoggerFactory.getLogger(JmxServer.class);

    private final Map<String, ?> environment;
    private final int most;
    private final BooleanSupplier guarded;
    private final Host host;

    @GuardedBy("open")
    private final Set<JmxConnection> open = new HashSet<>();

    /** Who hosts connections. */
    interface Host {

        /** Hosts a connection; it lives by its leases. */
        void host(JmxConnection connection) throws IOException;

        /** Ends a connection at once. */
        void end(JmxConnection connection) throws NoSuchObjectException;
    }

    /** @param guarded whether somebody authenticates callers now */
    JmxServer(Map<String, ?> environment, int most, BooleanSupplier guarded, Host host) {
        super(environment);
        this.environment = environment;
        this.most = most;
        this.guarded = guarded;
        this.host = host;
    }

    @Override
    protected void export() {
        LOG.debug("hosted already, under its name");
    }

    /** Not what clients get: the object port writes the stub. The JDK wants something to name in an address of its own. */
    @Override
    public Remote toStub() {
        return new Unused();
    }

    private record Unused() implements RMIServer, Serializable {

        @Override
        public String getVersion() {
            throw new UnsupportedOperationException("look jmxrmi up");
        }

        @Override
        public RMIConnection newClient(@Nullable Object credentials) {
            throw new UnsupportedOperationException("look jmxrmi up");
        }
    }

    @Override
    protected RMIConnection makeClient(String connectionId, @Nullable Subject subject) throws IOException {
        if (!guarded.getAsBoolean()) {
            throw new SecurityException("nothing authenticates callers any more, so nobody may manage this JVM");
        }
        JmxConnection connection = new JmxConnection(this, connectionId, subject, environment);
        synchronized (open) {
            if (open.size() >= most) {
                throw new IOException("jmx.connections allows " + most + " clients, who are there already");
            }
            open.add(connection);
        }
        try {
            host.host(connection);
        } catch (IOException | RuntimeException refused) {
            closed(connection);
            throw refused;
        }
        return connection;
    }

    /** The client has closed it, or has let go of it. */
    @Override
    protected void closeClient(RMIConnection client) {
        JmxConnection connection = (JmxConnection) client;
        if (closed(connection)) {
            try {
                host.end(connection);
            } catch (NoSuchObjectException ended) {
                LOG.trace("it has ended by itself", ended);
            }
        }
    }

    private boolean closed(JmxConnection connection) {
        synchronized (open) {
            return open.remove(connection);
        }
    }

    @Override
    protected String getProtocol() {
        return "rmi";
    }

    @Override
    protected void closeServer() {
        LOG.debug("no more connections");
    }
}
