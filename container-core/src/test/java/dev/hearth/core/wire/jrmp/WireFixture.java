package dev.hearth.core.wire.jrmp;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.MethodHash;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.rmi.AccessException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** An endpoint on a free port of loopback, with a calculator as object 100 and a registry that knows it. */
final class WireFixture implements AutoCloseable {

    static final long CALCULATOR = 100;
    static final int FACTORY_CONNECTIONS = 4;
    static final Duration LONG = Duration.ofSeconds(60);

    final ObjectIds ids = new ObjectIds("a secret".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    final FakeEntry entry = new FakeEntry();
    final CalculatorServant calculator = new CalculatorServant();
    final SeenLeases leases = new SeenLeases();
    final JrmpEndpoint endpoint;
    private final Map<Object, Long> numbers = new ConcurrentHashMap<>();

    /** What tests set, with room for everything. */
    static final class Limits {
        int connections = 1_000;
        int perAddress = 1_000;
        int resident = 8;
        int readers = 4;
        int pool = 4;
        int spare = 4;
        int overtaken = 4;
        Duration handshake = LONG;
        Duration message = LONG;
        long messageBytes = 64L << 20;
        long bytesInProgress = 1L << 30;
        int leasesPerClient = 100;
        int leasesPerAddress = 1_000;
        int clientsPerAddress = 100;
        LongSupplier clock = System::nanoTime;
        Optional<Tls> tls = Optional.empty();
    }

    WireFixture() throws IOException {
        this(new Limits());
    }

    WireFixture(Limits limits) throws IOException {
        host(CALCULATOR, "calculator", calculator);
        host(0, "registry", new Names());
        endpoint = new JrmpEndpoint(
                "127.0.0.1",
                0,
                wire(limits),
                limits.tls,
                new HearthConfig.Threads(
                        limits.resident,
                        limits.readers,
                        limits.pool,
                        limits.spare,
                        limits.overtaken,
                        1,
                        1,
                        1,
                        1,
                        1,
                        false,
                        0),
                new HearthConfig.Exports(4, FACTORY_CONNECTIONS),
                entry,
                new PlainMarshaller(ids, numbers),
                ids,
                leases,
                limits.clock);
        endpoint.start();
    }

    private static HearthConfig.Wire wire(Limits limits) {
        return new HearthConfig.Wire(
                Optional.empty(),
                0,
                limits.connections,
                limits.perAddress,
                limits.handshake,
                limits.message,
                limits.messageBytes,
                limits.bytesInProgress,
                16,
                1_000,
                1 << 20,
                List.of(),
                Duration.ofSeconds(60),
                limits.leasesPerClient,
                limits.leasesPerAddress,
                limits.clientsPerAddress,
                LONG,
                LONG);
    }

    private void host(long number, String name, Object servant) {
        Deployment deployment =
                new Deployment("test", getClass().getClassLoader(), any -> true, Map.of(), Threading.POOLED);
        HostedType type = HostedType.of(
                name,
                deployment,
                servant.getClass(),
                new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                context -> servant);
        entry.objects.put(number, new FakeEntry.Hosted(type, servant));
        numbers.put(servant, number);
    }

    private final class Names implements Registry {
        @Override
        public Remote lookup(String name) throws NotBoundException {
            if (name.equals("calculator")) {
                return calculator;
            }
            throw new NotBoundException(name);
        }

        @Override
        public String[] list() {
            return new String[] {"calculator"};
        }

        @Override
        public void bind(String name, Remote object) throws AccessException {
            throw new AccessException("bind is denied by a test");
        }

        @Override
        public void rebind(String name, Remote object) throws AccessException {
            throw new AccessException("rebind is denied by a test");
        }

        @Override
        public void unbind(String name) throws AccessException {
            throw new AccessException("unbind is denied by a test");
        }
    }

    int port() {
        return endpoint.port();
    }

    RawClient connect() throws IOException {
        return new RawClient(port());
    }

    /** A client that has shaken hands. */
    RawClient greeted() throws IOException {
        RawClient client = connect();
        client.greet();
        return client;
    }

    byte[] calculatorId() {
        return ids.encode(CALCULATOR, 0);
    }

    static long hash(String method) {
        return MethodHash.of(Arrays.stream(Calculator.class.getMethods())
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst()
                .orElseThrow());
    }

    @Override
    public void close() {
        calculator.letGo();
        endpoint.close();
    }
}
