package dev.hearth.core.wire.jrmp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.ThreadMXBean;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.IncomingConnection;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.testing.NamesOf;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.FakeReferences;
import dev.hearth.core.wire.marshal.ForeignReference;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.OutgoingCalls;
import dev.hearth.core.wire.marshal.Route;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.registry.BindingRules;
import dev.hearth.core.wire.registry.Bindings;
import dev.hearth.core.wire.registry.RegistryServant;
import dev.hearth.core.wire.transport.PlainTransport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.rmi.AlreadyBoundException;
import java.rmi.MarshalException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Reads one input as a peer's bytes, through the real protocol, filters and codec, and says what must not have happened.
 *
 * <p>The first byte says what the rest is ({@link Kind}) and how large the pieces are in which it comes: ids and method
 * hashes can't be guessed, so most kinds add the beginning of a message that they belong to. {@code container-core/fuzz} runs
 * it under Jazzer.
 */
public final class FuzzTarget {

    /** What an input is. */
    enum Kind {
        /** All that a connection brings, from its first byte. */
        CONNECTION,
        /** A method's number, how many bytes of primitives follow the header, and a call's arguments. */
        CALL,
        /** The same, for the registry. */
        REGISTRY,
        /** 0 for {@code clean} or 1 for {@code dirty}, bytes of primitives, and arguments. */
        LEASES,
        /** A method's number and the answer of a callback to a call of it. */
        ANSWER
    }

    private static final long SERVICE = 100;
    private static final long BYTES_AT_MOST = 48L << 20;
    private static final long BYTES_PER_BYTE = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final FuzzTarget TARGET = new FuzzTarget();

    private final ListAppender<ILoggingEvent> errors = new ListAppender<>();
    private final RecordingLoader loader = new RecordingLoader();
    private final ObjectIds ids = new ObjectIds(new byte[] {7});
    private final FakeReferences references = new FakeReferences();
    private final HostedType service = type("service", Fuzzed.Service.class, new Fuzzed.Service());
    private final HostedType registry = type(
            "registry",
            RegistryServant.class,
            new RegistryServant(
                    new NamesOf(Map.of()),
                    new Bindings(100),
                    new BindingRules(HearthConfig.defaults().wire())));
    private final List<HostedMethod> methods = sorted(service);
    private final List<HostedMethod> registryMethods = sorted(registry);
    private final HearthConfig.Wire wire = HearthConfig.defaults().wire();
    private final Codec codec = new Codec(wire, references, ids, port -> false);
    private final StreamMarshaller marshaller = new StreamMarshaller(codec, new NoCalls());
    private final Route route =
            new Route("192.0.2.1", 1099, new Peer(InetAddress.getLoopbackAddress(), 1, Optional.empty()), 0);
    private final Connections connections = new Connections(wire, new Entry());
    private final Protocol protocol;
    private boolean warm;

    private FuzzTarget() {
        ch.qos.logback.classic.Logger root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("dev.hearth");
        root.setLevel(Level.ERROR);
        root.setAdditive(false);
        errors.start();
        root.addAppender(errors);
        SparseLog log = new SparseLog(root, System::nanoTime);
        Leases leases = new Leases(new SeenLeases(), Duration.ofDays(1), new Leases.Bounds(100, 1000, 10), () -> 0);
        protocol = new Protocol(
                new Entry(), marshaller, ids, new LeaseCalls(leases, ids, marshaller), connections, log, log);
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.run(input);
    }

    /**
     * Takes one input.
     *
     * @throws AssertionError if something happened that no input may cause
     */
    static void take(byte[] input) {
        TARGET.run(input);
    }

    static int methodNumber(String name) {
        for (int i = 0; i < TARGET.methods.size(); i++) {
            if (TARGET.methods.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    static int registryMethodNumber(String name) {
        for (int i = 0; i < TARGET.registryMethods.size(); i++) {
            if (TARGET.registryMethods.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }

    static byte[] serviceId() {
        return TARGET.ids.encode(SERVICE, 0);
    }

    static long serviceHash(String name) {
        return TARGET.methods.get(methodNumber(name)).hash();
    }

    private void run(byte[] input) {
        if (input.length < 3) {
            return;
        }
        errors.list.clear();
        loader.asked.clear();
        Fuzzed.AWAKENED.set(0);
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        Kind kind = Kind.values()[(input[0] & 0x0f) % Kind.values().length];
        int piece = 1 << ((input[0] >> 4 & 0x07) * 2);
        if (kind == Kind.ANSWER) {
            answer(input);
        } else {
            connection(bytes(kind, input), piece);
        }
        boolean first = !warm; // then classes are loaded and made ready
        warm = true;
        long allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        check(
                first || allocated < BYTES_AT_MOST + BYTES_PER_BYTE * input.length,
                () -> "it allocated " + allocated + " bytes");
        check(Fuzzed.AWAKENED.get() == 0, () -> "a gadget was woken");
        check(!loader.asked.contains(Fuzzed.Gadget.class.getName()), () -> "asked for " + loader.asked);
        check(
                errors.list.isEmpty(),
                () -> "logged " + errors.list.get(0).getFormattedMessage() + ": "
                        + (errors.list.get(0).getThrowableProxy() == null
                                ? ""
                                : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(
                                        errors.list.get(0).getThrowableProxy())));
    }

    private static void check(boolean right, java.util.function.Supplier<String> what) {
        if (!right) {
            throw new AssertionError(what.get());
        }
    }

    private byte[] bytes(Kind kind, byte[] input) {
        return switch (kind) {
            case CONNECTION -> Arrays.copyOfRange(input, 1, input.length);
            case CALL -> call(ids.encode(SERVICE, 0), -1, pick(methods, input).hash(), input);
            case REGISTRY -> call(new byte[22], -1, pick(registryMethods, input).hash(), input);
            case LEASES -> call(dgc(), input[1] & 1, -669196253586618813L, input);
            case ANSWER -> throw new IllegalArgumentException("no connection");
        };
    }

    private static HostedMethod pick(List<HostedMethod> methods, byte[] input) {
        return methods.get((input[1] & 0xff) % methods.size());
    }

    private static byte[] dgc() {
        byte[] id = new byte[22];
        id[7] = 2;
        return id;
    }

    private static byte[] call(byte[] id, int operation, long hash, byte[] input) {
        int primitives = Math.min(input[2] & 0x3f, input.length - 3);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0x4a524d49);
            out.writeShort(2);
            out.write(0x4b);
            out.writeShort(0);
            out.writeInt(0);
            out.write(0x50);
            out.writeInt(0xaced0005);
            out.write(0x77);
            out.write(34 + primitives);
            out.write(id);
            out.writeInt(operation);
            out.writeLong(hash);
            out.write(input, 3, input.length - 3);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    private void connection(byte[] bytes, int piece) {
        MemoryChannel channel = new MemoryChannel(bytes, piece);
        ClosedMode mode = new ClosedMode();
        JrmpConnection connection = new JrmpConnection(new PlainTransport(channel), route, wire, connections, mode);
        connections.reserve(connection.peer().address());
        connections.add(connection);
        connection.input().attach(new byte[MessageInput.BUFFER_BYTES], () -> {});
        Step step;
        do {
            step = protocol.step(connection);
            if (step == Step.NEED_BYTES) {
                protocol.fill(connection);
            }
        } while (step != Step.GONE);
        check(!connection.open() || mode.resumed, () -> "left the connection in " + connection.phase());
        check(connections.size() == 0 || mode.resumed, () -> "still counts " + connections.size());
        connection.close();
    }

    private void answer(byte[] input) {
        try {
            codec.readReply(
                    new ByteArrayInputStream(input, 2, input.length - 2),
                    codec.numbered(pick(methods, input).method(), -1, 0),
                    route,
                    new NoCalls());
        } catch (IOException | ClassNotFoundException refused) {
            check(refused.getMessage() != null || refused instanceof java.io.EOFException, refused::toString);
        }
    }

    private HostedType type(String name, Class<?> implementation, Object servant) {
        Deployment deployment = new Deployment("fuzzed", loader, Fuzzed::own, Map.of(), Threading.POOLED);
        return HostedType.of(
                name,
                deployment,
                implementation,
                new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                context -> servant);
    }

    private static List<HostedMethod> sorted(HostedType type) {
        List<HostedMethod> methods = new ArrayList<>(type.methods());
        methods.sort(Comparator.comparing(HostedMethod::name));
        return methods;
    }

    /** Notes every class that is asked of it. */
    private static final class RecordingLoader extends ClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();

        RecordingLoader() {
            super(FuzzTarget.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    private static final class NoCalls implements OutgoingCalls {
        @Override
        public @Nullable Object call(ForeignReference callee, Method method, @Nullable Object @Nullable [] arguments) {
            throw new AssertionError("reading has called " + callee.address());
        }

        @Override
        public void arrived(List<ForeignReference> references, Peer sender) {}

        @Override
        public void claim(ForeignReference reference) {
            throw new AssertionError("reading has claimed " + reference.address());
        }

        @Override
        public void close() {}
    }

    private static final class ClosedMode implements JrmpConnection.Mode {
        boolean resumed;

        @Override
        public void awaitWritable(JrmpConnection connection) {
            throw new AssertionError("all was taken");
        }

        @Override
        public void resume(JrmpConnection connection) {
            resumed = true;
        }

        @Override
        public void mayBlock(Runnable write) {
            write.run();
        }

        @Override
        public void closed(JrmpConnection connection) {}
    }

    /** A pipeline without hooks that answers on the thread that reads. */
    private final class Entry implements CallEntry {

        @Override
        public Optional<String> connect(IncomingConnection connection) {
            return Optional.empty();
        }

        @Override
        public void disconnect(IncomingConnection connection) {}

        @Override
        public void enter(IncomingCall call) {
            Outcome outcome = outcome(call);
            try {
                call.encode(outcome);
            } catch (MarshalException unfit) {
                encodeFailure(call, unfit);
            }
            call.send();
        }

        private void encodeFailure(IncomingCall call, MarshalException unfit) {
            try {
                call.encode(Outcome.refused(new ServerException("unfit", unfit)));
            } catch (MarshalException impossible) {
                throw new AssertionError(impossible);
            }
        }

        private Outcome outcome(IncomingCall call) {
            long number = call.target() instanceof Target.ById id ? id.number() : -1;
            HostedType type = number == SERVICE ? service : number == 0 ? registry : null;
            HostedMethod method = type == null ? null : call.select(type);
            if (type == null || method == null) {
                return Outcome.refused(new NoSuchObjectException("no such object in table"));
            }
            try {
                Object[] arguments = call.readArguments(method, type);
                return Outcome.result(method.invoke(type.factory().create(null), arguments));
            } catch (IOException | ClassNotFoundException refused) {
                return Outcome.refused(new ServerException("arguments", new MarshalException(refused.toString())));
            } catch (NotBoundException | AlreadyBoundException expected) {
                return Outcome.exception(expected);
            } catch (Throwable thrown) {
                throw new AssertionError("reading or calling failed", thrown);
            }
        }
    }
}
