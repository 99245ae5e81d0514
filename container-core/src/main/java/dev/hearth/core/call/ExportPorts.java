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
     * <p>Where another version of the asker's deployment has the port with other factories, as those of two versions are, that
     * one goes on, and connections are made by its factories until {@link #takeOver}.
     *
     * @param asker whose code asks
     * @param port 0 for any free one; without factories that is the object port
     * @param clientFactory what stubs make their sockets with; null for what the object port's stubs do
     * @param serverFactory what makes the listening socket; null for a plain one
     * @throws IOException if the port can't be had, or too many are open
     */
    Use open(
            Deployment asker,
            int port,
            @Nullable RMIClientSocketFactory clientFactory,
            @Nullable RMIServerSocketFactory serverFactory)
            throws IOException;

    /** This version is its deployment's, and so are the ports that it waits for; at any time, and again. */
    void takeOver(Deployment accepted);

    /** One use of a port. The last that is closed closes the listener; connections that it has accepted live on. */
    interface Use extends AutoCloseable {

        /** What stubs name; empty for the object port. */
        Optional<ExportPort> port();

        /** Whether code of this version of a deployment has asked for it. */
        boolean by(Deployment asker);

        /** Does nothing the second time. */
        @Override
        void close();
    }
}
