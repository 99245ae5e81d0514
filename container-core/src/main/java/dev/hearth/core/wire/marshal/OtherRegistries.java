package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.Registries;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.rmi.registry.Registry;
import java.rmi.server.ObjID;
import java.rmi.server.RMIClientSocketFactory;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Registries of other servers, called as any foreign object is: under filters, with a deadline, by our own codec.
 *
 * <p>Thread-safe.
 */
public final class OtherRegistries implements Registries {

    private final Codec codec;
    private final OutgoingCalls outgoing;
    private final IntPredicate ownPort;

    /** @param ownPort whether one of our listeners has this port */
    public OtherRegistries(Codec codec, OutgoingCalls outgoing, IntPredicate ownPort) {
        this.codec = codec;
        this.outgoing = outgoing;
        this.ownPort = ownPort;
    }

    @Override
    public boolean ours(String host, int port) {
        return (port == Registry.REGISTRY_PORT || ownPort.test(port)) && (host.isEmpty() || local(host));
    }

    private static boolean local(String host) {
        try {
            return LocalAddresses.contain(host) || LocalAddresses.contain(InetAddress.getByName(host));
        } catch (UnknownHostException unknown) {
            return false; // the call will say so
        }
    }

    @Override
    public Registry at(String host, int port, @Nullable RMIClientSocketFactory factory, Deployment asker) {
        StubAddress address = new StubAddress(host, port, WireId.wellKnown(ObjID.REGISTRY_ID), factory);
        return (Registry) new ForeignReference(address, null, codec.scope(asker), outgoing)
                .proxy(asker.loader(), List.of(Registry.class));
    }
}
