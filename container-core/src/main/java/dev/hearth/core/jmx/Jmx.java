package dev.hearth.core.jmx;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.Exports;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.config.HearthConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.rmi.NoSuchObjectException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/**
 * Opens the management of this JVM: the platform's MBean server, through a hosted object.
 *
 * <p>Started when it is made, closed once: then all connections end. Thread-safe.
 */
public final class Jmx implements AutoCloseable {

    /** A connection lives by its client's leases; the JDK's own watch would cost a thread for each. */
    private static final Map<String, Object> ENVIRONMENT = Map.of(
            "jmx.remote.x.server.connection.timeout",
            Long.MAX_VALUE,
            "jmx.remote.default.class.loader",
            ClassLoader.getPlatformClassLoader());

    private final Deployment own = new Deployment(
            WellKnown.MANAGEMENT, ClassLoader.getPlatformClassLoader(), JmxClasses::allow, Map.of(), Threading.POOLED);
    private final JmxServer server;
    private final RMIConnectorServer connector;

    /**
     * Begins to take clients.
     *
     * @param guarded whether somebody authenticates callers now; asked for each new connection
     */
    public Jmx(Exports exports, HearthConfig.Jmx config, BooleanSupplier guarded) throws IOException {
        server = new JmxServer(ENVIRONMENT, config.connections(), guarded, new Connections(exports));
        connector = new RMIConnectorServer(
                new JMXServiceURL("service:jmx:rmi://"),
                ENVIRONMENT,
                server,
                ManagementFactory.getPlatformMBeanServer());
        connector.start();
    }

    /** What is to be hosted under {@link WellKnown#JMX_NAME}. */
    public HostedType type() {
        return HostedType.of(
                WellKnown.JMX_NAME,
                own,
                JmxServer.class,
                new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                context -> server,
                JmxClasses::ofCredentials);
    }

    private final class Connections implements JmxServer.Host {

        private final Exports exports;

        Connections(Exports exports) {
            this.exports = exports;
        }

        @Override
        public void host(JmxConnection connection) throws IOException {
            exports.host(own, connection, JmxClasses::ofConnection);
        }

        @Override
        public void end(JmxConnection connection) throws NoSuchObjectException {
            exports.unexport(connection, true);
        }
    }

    @Override
    public void close() throws IOException {
        connector.stop();
    }
}
