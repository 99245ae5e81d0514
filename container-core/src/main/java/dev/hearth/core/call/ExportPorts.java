package dev.hearth.core.call;

import java.io.IOException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens ports beside the object port: more listeners of the same endpoint, with its hooks and limits. Thread-safe. */
public interface ExportPorts {

    /**
     * Opens a port, or joins those who have opened it with the same factories.
     *
     * @param port 0 for any free one; without factories that is the object port
     * @param clientFactory what stubs make their sockets with; null for what the object port's stubs do
     * @param serverFactory what makes the listening socket; null for a plain one
     * @throws IOException if the port can't be had, or too many are open
     */
    Use open(int port, @Nullable RMIClientSocketFactory clientFactory, @Nullable RMIServerSocketFactory serverFactory)
            throws IOException;

    /** One use of a port. The last that is closed closes the listener; connections that it has accepted live on. */
    interface Use extends AutoCloseable {

        /** What stubs name; empty for the object port. */
        Optional<ExportPort> port();

        /** Does nothing the second time. */
        @Override
        void close();
    }
}
