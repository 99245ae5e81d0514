package dev.hearth.core.call;

import java.rmi.server.RMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where stubs of an exported object point, if not at the object port.
 *
 * @param port the port that they name
 * @param ownSockets whether the sockets there are made by factories; otherwise they are as those of the object port
 * @param clientFactory what the stubs make their sockets with; null for plain ones, or without {@code ownSockets} for
 *     what stubs at the object port have
 */
public record ExportPort(
        int port, boolean ownSockets, @Nullable RMIClientSocketFactory clientFactory) {}
