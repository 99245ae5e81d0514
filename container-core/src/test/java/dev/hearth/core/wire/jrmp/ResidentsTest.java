package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.Wires;
import dev.hearth.core.wire.transport.Transport;
import java.lang.reflect.Proxy;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ResidentsTest {

    private final HearthConfig.Wire wire = Wires.settings();
    private final Connections connections = new Connections(wire, new FakeEntry());
    private final Residents residents = new Residents(1, Runnable::run, protocol());

    private Protocol protocol() {
        ObjectIds ids = new ObjectIds(new byte[] {7});
        SparseLog log = new SparseLog(LoggerFactory.getLogger(ResidentsTest.class), System::nanoTime);
        PlainMarshaller marshaller = new PlainMarshaller(ids, Map.of());
        Leases leases = new Leases(new SeenLeases(), Duration.ofDays(1), new Leases.Bounds(1, 1, 1), () -> 0);
        return new Protocol(
                new FakeEntry(), marshaller, ids, new LeaseCalls(leases, ids, marshaller), connections, log, log);
    }

    /** Like an engine of TLS that meets what it did not expect, or memory that is all used. */
    private static Transport failing(Throwable failure) {
        SocketChannel channel = new MemoryChannel(new byte[0], 1);
        return (Transport) Proxy.newProxyInstance(
                ResidentsTest.class.getClassLoader(),
                new Class<?>[] {Transport.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "channel" -> channel;
                    case "close" -> {
                        channel.close();
                        yield null;
                    }
                    case "handshaking", "buffered", "unfinished" -> false;
                    default -> throw failure;
                });
    }

    private void failsOnce(Throwable failure) {
        assertThat(connections.reserve(Wires.ROUTE.peer().address())).isEmpty();
        assertThat(residents.reserveForNew()).as("a place").isTrue();
        JrmpConnection connection = new JrmpConnection(failing(failure), Wires.ROUTE, wire, connections, residents);
        connections.add(connection);

        residents.adopt(connection);

        assertThat(connection.open()).isFalse();
        assertThat(connection.channel().isOpen()).isFalse();
        assertThat(connections.size()).isZero();
    }

    @Test
    void connectionWhoseReadingFailsIsClosedAndItsPlaceGivenBack() {
        failsOnce(new IllegalStateException("on purpose"));
        failsOnce(new OutOfMemoryError("on purpose"));
    }
}
