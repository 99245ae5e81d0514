package dev.hearth.core.wire.marshal;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Settings, routes and types for tests. */
public final class Wires {

    public static final Route ROUTE = new Route("127.0.0.1", 1099, Peer.LOCAL, 0);

    private Wires() {}

    public static HearthConfig.Wire settings() {
        return settings(List.of(), Duration.ofSeconds(20));
    }

    public static HearthConfig.Wire settings(List<String> allowed, Duration outgoingDeadline) {
        return settings(allowed, 8 << 20, 10_000, 4 << 20, Duration.ofSeconds(20), outgoingDeadline);
    }

    public static HearthConfig.Wire settings(List<String> allowed, int arrayLength, Duration decodingTime) {
        return settings(allowed, 8 << 20, 10_000, arrayLength, decodingTime, Duration.ofSeconds(20));
    }

    /** As large as the defaults are. */
    public static HearthConfig.Wire generous(Duration decodingTime) {
        return settings(List.of(), 256 << 20, 5_000_000, 64 << 20, decodingTime, Duration.ofSeconds(20));
    }

    /** With room for few objects, and not deep. */
    static HearthConfig.Wire narrow(int depth, long references) {
        return settings(List.of(), 8 << 20, depth, references, 4 << 20, Duration.ofSeconds(20), Duration.ofSeconds(20));
    }

    private static HearthConfig.Wire settings(
            List<String> allowed,
            long messageBytes,
            long references,
            int arrayLength,
            Duration decodingTime,
            Duration outgoingDeadline) {
        return settings(allowed, messageBytes, 16, references, arrayLength, decodingTime, outgoingDeadline);
    }

    private static HearthConfig.Wire settings(
            List<String> allowed,
            long messageBytes,
            int depth,
            long references,
            int arrayLength,
            Duration decodingTime,
            Duration outgoingDeadline) {
        return new HearthConfig.Wire(
                Optional.empty(),
                0,
                100,
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                messageBytes,
                0,
                depth,
                references,
                arrayLength,
                allowed,
                Duration.ofSeconds(60),
                1000,
                10_000,
                100,
                decodingTime,
                outgoingDeadline);
    }

    /** The same, with this address in stubs. */
    public static HearthConfig.Wire advertised(HearthConfig.Wire usual, Optional<String> host, int port) {
        return new HearthConfig.Wire(
                host,
                port,
                usual.connections(),
                usual.connectionsPerAddress(),
                usual.handshakeTimeout(),
                usual.messageTimeout(),
                usual.messageBytes(),
                usual.bytesInProgress(),
                usual.depth(),
                usual.references(),
                usual.arrayLength(),
                usual.allowClasses(),
                usual.lease(),
                usual.leasesPerClient(),
                usual.leasesPerAddress(),
                usual.clientsPerAddress(),
                usual.decodingTime(),
                usual.outgoingDeadline());
    }

    public static HostedType type(Class<?> implementation, ClassLoader loader, Predicate<String> own) {
        return type("object", implementation, loader, own);
    }

    public static HostedType type(String name, Class<?> implementation, ClassLoader loader, Predicate<String> own) {
        Deployment deployment = new Deployment("test", loader, own, Map.of(), Threading.POOLED);
        return HostedType.of(
                name,
                deployment,
                implementation,
                new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                context -> {
                    throw new UnsupportedOperationException();
                });
    }

    public static HostedMethod method(HostedType type, String name) {
        return type.methods().stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
