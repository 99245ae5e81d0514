package dev.hearth.core.wire.jrmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.Remote;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ConcurrentHashMap;

/** What honest JDK clients send, byte for byte as their object streams write it, as inputs of {@link FuzzTarget}. */
final class FuzzSeeds {

    private final List<byte[]> seeds = new ArrayList<>();

    private FuzzSeeds() {}

    /** Writes all to a folder, for Jazzer's corpus. */
    public static void main(String[] arguments) throws IOException {
        int number = 0;
        for (byte[] seed : all()) {
            Files.write(Path.of(arguments[0], "seed-" + number++), seed);
        }
    }

    static List<byte[]> all() throws IOException {
        FuzzSeeds made = new FuzzSeeds();
        made.connections();
        made.calls();
        made.registry();
        made.leases();
        made.answers();
        return made.seeds;
    }

    private interface Writing {
        void to(ObjectOutputStream out) throws IOException;
    }

    private void add(FuzzTarget.Kind kind, int method, int primitives, byte[] rest) {
        byte[] input = new byte[rest.length + 3];
        input[0] = (byte) (kind.ordinal() | 0x70);
        input[1] = (byte) method;
        input[2] = (byte) primitives;
        System.arraycopy(rest, 0, input, 3, rest.length);
        seeds.add(input);
        byte[] pieces = input.clone();
        pieces[0] = (byte) kind.ordinal();
        seeds.add(pieces);
    }

    /** Arguments as they stand behind the header: what comes of primitives first is in the header's block. */
    private static byte[] arguments(Writing writing) throws IOException {
        byte[] whole = stream(out -> {
            out.write(new byte[34]);
            writing.to(out);
        });
        return Arrays.copyOfRange(whole, 6 + 34, whole.length);
    }

    private static byte[] stream(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ClientOutput(bytes)) {
            writing.to(out);
        }
        return bytes.toByteArray();
    }

    private void connections() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(FuzzTarget.Kind.CONNECTION.ordinal());
        bytes.write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b, 0, 1, 'x', 0, 0, 0, 0, 0x52});
        bytes.write(RawClient.call(FuzzTarget.serviceId(), -1, FuzzTarget.serviceHash("any"), "x"));
        bytes.write(0x52);
        bytes.write(RawClient.call(new byte[22], 1, RegistryOperations.INTERFACE_HASH));
        bytes.write(0x54);
        bytes.write(new byte[14]);
        bytes.write(RawClient.call(new byte[22], 2, RegistryOperations.INTERFACE_HASH, "name"));
        seeds.add(bytes.toByteArray());
        byte[] single = RawClient.call(FuzzTarget.serviceId(), -1, FuzzTarget.serviceHash("any"), List.of("x", 1));
        bytes.reset();
        bytes.write(FuzzTarget.Kind.CONNECTION.ordinal());
        bytes.write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4c});
        bytes.write(single);
        seeds.add(bytes.toByteArray());
    }

    private void calls() throws IOException {
        for (Object value : values()) {
            add(FuzzTarget.Kind.CALL, FuzzTarget.methodNumber("any"), 0, arguments(out -> out.writeObject(value)));
        }
        add(FuzzTarget.Kind.CALL, FuzzTarget.methodNumber("mixed"), 4, arguments(out -> {
            out.writeInt(1);
            out.writeObject("text");
            out.writeLong(2);
            out.writeObject(new byte[] {1, 2, 3});
            out.writeBoolean(true);
        }));
        add(
                FuzzTarget.Kind.CALL,
                FuzzTarget.methodNumber("map"),
                0,
                arguments(out -> out.writeObject(new HashMap<>(Map.of("a", List.of(new Fuzzed.Point(1, 2)))))));
        add(
                FuzzTarget.Kind.CALL,
                FuzzTarget.methodNumber("remote"),
                0,
                arguments(out -> out.writeObject(stub(Fuzzed.Calls.class))));
        add(FuzzTarget.Kind.CALL, FuzzTarget.methodNumber("closed"), 0, arguments(out -> {
            out.writeObject(new String[] {"a", null});
            out.writeObject(Fuzzed.Colour.values());
            out.writeObject(Fuzzed.Colour.RED);
        }));
    }

    private static List<Object> values() {
        HashMap<Object, Object> nested = new HashMap<>(Map.of("k", new ArrayList<>(List.of(1, 2L, 3.0, 'c', "s"))));
        Throwable thrown = new IllegalStateException("x", new java.io.IOException("y"));
        Map<Object, Object> same = new IdentityHashMap<>(Map.of("a", 1));
        return List.of(
                nested,
                thrown,
                same,
                new Fuzzed.Node(new Fuzzed.Point(1, "y"), new Fuzzed.Node(null, null)),
                new Fuzzed.External(),
                new Fuzzed.Gadget(),
                new Object[] {new int[] {1, 2}, new long[][] {{1}, null}, new String[] {"a"}, new Fuzzed.Gadget[1]},
                new Hashtable<>(Map.of("a", 1)),
                new LinkedHashMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of("a", 1)),
                new TreeSet<>(Collections.reverseOrder()),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                new HashSet<>(List.of("a", new HashSet<>(List.of("b")))),
                new ArrayDeque<>(List.of(1, 2)),
                new PriorityQueue<>(List.of(2, 1)),
                new LinkedList<>(List.of(1, 2)),
                new Vector<>(List.of(1, 2)),
                new BitSet(9),
                Collections.nCopies(3, "x"),
                Collections.unmodifiableMap(nested),
                Collections.synchronizedList(new ArrayList<>(List.of(1))),
                Arrays.asList(1, "2"),
                EnumSet.of(Fuzzed.Colour.RED),
                new EnumMap<>(Map.of(Fuzzed.Colour.GREEN, 1)),
                new BigDecimal("12.5"),
                BigInteger.TEN.pow(40),
                new Date(0),
                new java.sql.Timestamp(0),
                new GregorianCalendar(),
                Instant.EPOCH,
                LocalDate.EPOCH,
                ZonedDateTime.parse("2020-01-01T00:00:00+01:00[Europe/Berlin]"),
                java.time.ZoneId.of("Europe/Berlin").getRules(),
                new UUID(1, 2),
                Locale.GERMANY,
                java.util.Currency.getInstance("EUR"),
                java.net.URI.create("http://h/x?y"),
                stub(Remote.class, Fuzzed.Calls.class),
                (Serializable) "x".repeat(70_000));
    }

    private void registry() throws IOException {
        for (String method : List.of("lookup", "unbind")) {
            int number = FuzzTarget.registryMethodNumber(method);
            add(FuzzTarget.Kind.REGISTRY, number, 0, arguments(out -> out.writeObject("name")));
        }
        for (String method : List.of("bind", "rebind")) {
            int number = FuzzTarget.registryMethodNumber(method);
            add(FuzzTarget.Kind.REGISTRY, number, 0, arguments(out -> {
                out.writeObject("name");
                out.writeObject(stub(Remote.class, Fuzzed.Calls.class));
            }));
        }
    }

    private void leases() throws IOException {
        VMID vmid = new VMID();
        add(FuzzTarget.Kind.LEASES, 1, 0, arguments(out -> {
            out.writeObject(new ObjID[] {new ObjID(), new ObjID(0)});
            out.writeLong(Long.MIN_VALUE);
            out.writeObject(new Lease(vmid, 600_000));
        }));
        add(FuzzTarget.Kind.LEASES, 0, 0, arguments(out -> {
            out.writeObject(new ObjID[] {new ObjID()});
            out.writeLong(Long.MIN_VALUE + 1);
            out.writeObject(vmid);
            out.writeBoolean(true);
        }));
    }

    private void answers() throws IOException {
        for (Object value : values()) {
            int any = FuzzTarget.methodNumber("any");
            answer(any, 1, out -> out.writeObject(value));
            answer(any, 2, out -> out.writeObject(new IllegalStateException("x")));
        }
        answer(FuzzTarget.methodNumber("mixed"), 1, out -> out.writeLong(5));
    }

    private void answer(int method, int kind, Writing writing) throws IOException {
        byte[] content = stream(out -> {
            out.writeByte(kind);
            out.write(new byte[14]);
            writing.to(out);
        });
        byte[] input = new byte[content.length + 3];
        input[0] = (byte) FuzzTarget.Kind.ANSWER.ordinal();
        input[1] = (byte) method;
        input[2] = 0x51;
        System.arraycopy(content, 0, input, 3, content.length);
        seeds.add(input);
    }

    private static Object stub(Class<?>... interfaces) {
        dev.hearth.core.wire.marshal.Route route =
                new dev.hearth.core.wire.marshal.Route("192.0.2.9", 99, dev.hearth.api.hook.Peer.LOCAL, 0);
        return Proxy.newProxyInstance(
                FuzzSeeds.class.getClassLoader(),
                interfaces,
                new RemoteObjectInvocationHandler(new PlainMarshaller.Address(route, new byte[22])));
    }

    private static final class ClientOutput extends ObjectOutputStream {
        ClientOutput(OutputStream out) throws IOException {
            super(out);
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            writeObject(null);
        }

        @Override
        protected void annotateProxyClass(Class<?> type) throws IOException {
            writeObject(null);
        }
    }
}
