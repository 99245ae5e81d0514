package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.wire.marshal.Samples.Own;
import dev.hearth.core.wire.marshal.Samples.Strange;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.rmi.MarshalException;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StreamMarshallerTest {

    private final FakeReferences references = new FakeReferences();
    private final ObjectIds ids = new ObjectIds(new byte[] {9});
    private final NoCalls outgoing = new NoCalls();
    private final StreamMarshaller marshaller =
            new StreamMarshaller(new Codec(Wires.settings(), references, ids, port -> false), outgoing);
    private final HostedType type = Wires.type(ServiceObject.class, getClass().getClassLoader(), Samples::own);

    private Object[] read(String method, ClientStream.Writing writing) throws Exception {
        return read(method, ClientStream.of(writing));
    }

    private Object[] read(String method, ClientStream.Arguments arguments) throws Exception {
        SequenceInputStream in =
                new SequenceInputStream(arguments.in(), new ByteArrayInputStream(new byte[] {0x52, 0x52}));
        Object[] read =
                marshaller.readArguments(in, arguments.blockBytes(), Wires.method(type, method), type, Wires.ROUTE);
        assertThat(in.readAllBytes()).as("what follows the call").containsExactly(0x52, 0x52);
        return read;
    }

    static Stream<Arguments> values() {
        Map<String, Object> nested = new TreeMap<>(Map.of("a", 1, "b", List.of("x", 2L)));
        Stream<Object> values = Stream.of(
                "text",
                "ümlaut \u0000 \ud83d\ude00",
                "x".repeat(70_000),
                42,
                4.2,
                'c',
                true,
                new byte[] {1, 2},
                new int[][] {{1}, {2, 3}},
                new String[] {"a", "b", "a"},
                new Object[] {"a", 1, null},
                new java.math.BigDecimal("1.50"),
                java.math.BigInteger.TWO.pow(100),
                LocalDate.of(2024, 2, 29),
                ZonedDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneId.of("Europe/Berlin")),
                java.time.Duration.ofMillis(5),
                java.time.chrono.JapaneseDate.of(2024, 1, 1),
                new java.util.Date(5),
                new java.sql.Timestamp(5),
                Calendar.getInstance(),
                java.util.TimeZone.getDefault(),
                UUID.randomUUID(),
                java.util.Locale.GERMANY,
                java.util.Currency.getInstance("EUR"),
                java.net.URI.create("rmi://host/x"),
                new StringBuilder("text"),
                java.util.BitSet.valueOf(new long[] {5}),
                TimeUnit.DAYS,
                new ArrayList<>(List.of(1, 2)),
                List.of(1, 2, 3),
                Map.of("k", "v"),
                Arrays.asList(1, "x"),
                new HashMap<>(nested),
                nested,
                new ConcurrentHashMap<>(nested),
                java.util.Collections.unmodifiableList(new ArrayList<>(List.of(1))),
                java.util.Collections.unmodifiableMap(nested),
                java.util.Collections.synchronizedMap(nested),
                java.util.Collections.emptyList(),
                EnumSet.of(Own.Colour.RED),
                new EnumMap<>(Map.of(Own.Colour.GREEN, 1)),
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                Own.Colour.RED,
                Own.Colour.GREEN,
                new Own.Point(1, 2),
                List.of(new Own.Point(1, 2), new Own.Point(3, 4)));
        return values.map(value -> Arguments.of(value));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesComeInWhereTheSignatureIsOpen(Object value) throws Exception {
        Object[] read = read("any", out -> out.writeObject(value));
        assertThat(read).hasSize(1);
        assertThat(read[0]).isInstanceOf(value.getClass());
        assertThat(describe(read[0])).isEqualTo(describe(value));
    }

    private static String describe(Object value) {
        // a calendar's text tells more than its value
        return value instanceof Calendar calendar
                ? calendar.getTime() + " " + calendar.getTimeZone()
                : Arrays.deepToString(new Object[] {value});
    }

    @Test
    void aGraphKeepsItsShape() throws Exception {
        Own.Node first = new Own.Node("first", null);
        Own.Node second = new Own.Node(List.of(first), first);
        first.next = second;
        Own.Node read = (Own.Node) read("any", out -> out.writeObject(first))[0];
        assertThat(read.next.next).isSameAs(read);
        assertThat(((List<?>) read.next.value).get(0)).isSameAs(read);
    }

    @Test
    void aClosedSignatureMeansItsOwnClassesOnly() throws Exception {
        Own.Box box = (Own.Box) read("box", out -> out.writeObject(new Own.Box("a", new Own.Point(1, 2))))[0];
        assertThat(box.point).isEqualTo(new Own.Point(1, 2));
        assertThatThrownBy(() -> read("box", out -> out.writeObject(new Own.Node(1, null))))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-CLASS: " + Own.Node.class.getName());
        assertThatThrownBy(() -> read("box", out -> out.writeObject(new String[] {"smuggled"})))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-CLASS: java.lang.String");
        assertThatThrownBy(() -> read("text", out -> out.writeObject(new int[1])))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-CLASS: int");
    }

    @Test
    void arraysAndGenericTypesAreReachable() throws Exception {
        assertThat((Own.Colour[]) read("colours", out -> out.writeObject(Own.Colour.values()))[0])
                .containsExactly(Own.Colour.values());
        Map<String, List<Own.Point>> points = Map.of("a", List.of(new Own.Point(1, 2)));
        assertThat(read("points", out -> out.writeObject(points))[0]).isEqualTo(points);
    }

    @Test
    void aClientsClassOfAnOwnTypeInTheSignatureIsLetIn() throws Exception {
        assertThat(read("task", out -> out.writeObject(new Strange.PiTask()))[0])
                .isInstanceOf(Strange.PiTask.class);
        assertThatThrownBy(() -> read("any", out -> out.writeObject(new Strange.PiTask())))
                .isInstanceOf(UnmarshalException.class);
    }

    @Test
    void aValueOfTheWrongTypeIsTheCallersFault() {
        assertThatThrownBy(() -> read("subscribe", out -> out.writeObject("no listener")))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void usualCallsAreReadByHandAndUnusualOnesByAStream() throws Exception {
        byte[] bytes = {1, 2, 3};
        Object[] usual = read("mixed", out -> {
            out.writeInt(1);
            out.writeObject("b");
            out.writeLong(3);
            out.writeObject(bytes);
            out.writeBoolean(true);
            out.writeObject("ü");
            out.writeDouble(7);
        });
        assertThat(describe(usual)).isEqualTo(describe(new Object[] {1, "b", 3L, bytes, true, "ü", 7.0}));
        Object[] unusual = read("mixed", ClientStream.of("http://codebase/", out -> {
            out.writeInt(1);
            out.writeObject("b");
            out.writeLong(3);
            out.writeObject(bytes);
            out.writeBoolean(true);
            out.writeObject("b");
            out.writeDouble(7);
        }));
        assertThat(describe(unusual)).isEqualTo(describe(new Object[] {1, "b", 3L, bytes, true, "b", 7.0}));
    }

    @Test
    void aCodebaseIsReadAndForgotten() throws Exception {
        assertThat(read("any", ClientStream.of("http://evil/", out -> out.writeObject(new Own.Point(1, 2)))))
                .containsExactly(new Own.Point(1, 2));
        assertThatThrownBy(() -> read(
                        "any",
                        ClientStream.of(new ArrayList<>(List.of("x")), out -> out.writeObject(new Own.Point(1, 2)))))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("annotation");
    }

    @Test
    void aBrokenConnectionIsNotTheCallersBytes() throws Exception {
        ClientStream.Arguments whole = ClientStream.of(out -> out.writeObject(new Own.Point(1, 2)));
        byte[] half = whole.in().readNBytes(30);
        assertThatThrownBy(() -> marshaller.readArguments(
                        new ByteArrayInputStream(half), 0, Wires.method(type, "any"), type, Wires.ROUTE))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> marshaller.readArguments(
                        new ByteArrayInputStream(new byte[] {0x74, 0, 5, 'a'}),
                        0,
                        Wires.method(type, "text"),
                        type,
                        Wires.ROUTE))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void limitsAreNamed() {
        Own.Node deep = null;
        for (int i = 0; i < 20; i++) {
            deep = new Own.Node(i, deep);
        }
        Own.Node deepest = deep;
        assertThatThrownBy(() -> read("any", out -> out.writeObject(deepest)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-LIMIT: ")
                .hasMessageContaining("wire.depth");
        assertThatThrownBy(() -> read("any", out -> out.writeObject(new byte[5 << 20])))
                .hasMessageContaining("wire.array-length");
        assertThatThrownBy(() -> read("bytes", out -> out.writeObject(new byte[5 << 20])))
                .hasMessageContaining("wire.array-length");
        assertThatThrownBy(() -> read("any", out -> out.writeObject(new long[3 << 20])))
                .hasMessageContaining("wire.message-bytes");
        assertThatThrownBy(() -> read("text", out -> out.writeObject("x".repeat(9 << 20))))
                .hasMessageContaining("wire.message-bytes");
        assertThatThrownBy(() -> read(
                        "any",
                        out -> out.writeObject(new ArrayList<>(Stream.generate(() -> new Own.Node(1, null))
                                .limit(20_000)
                                .toList()))))
                .hasMessageContaining("wire.references");
    }

    @Test
    void ourOwnStubComesBackAsTheObject() throws Exception {
        ServiceObject servant = new ServiceObject();
        long number = references.host(servant).number();
        Object stub = stubOf(servant);
        assertThat(Proxy.getInvocationHandler(stub)).isInstanceOf(RemoteObjectInvocationHandler.class);
        Object read = read("same", out -> out.writeObject(stub))[0];
        assertThat(FakeReferences.LocalReference.of(read)).isEqualTo(number);
        assertThat(outgoing.arrived).isEmpty();
    }

    /** What a client holds that got the object as a result. */
    private Object stubOf(Object servant) throws RemoteException {
        return new Stubs(ids, Wires.ROUTE).stub(references.referenceTo(servant));
    }

    @Test
    void aForeignStubOpensNoConnectionAndGoesOutAsItCame() throws Exception {
        try (java.net.ServerSocket mute = new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress())) {
            StubAddress address =
                    new StubAddress("127.0.0.1", mute.getLocalPort(), new WireId(7, 8, 9, (short) 10), null);
            Object read = read("subscribe", out -> out.writeObject(foreign(address)))[0];
            assertThat(ForeignReference.of(read).orElseThrow().address()).isEqualTo(address);
            assertThat(outgoing.arrived).hasSize(1);
            assertThat(read).isInstanceOf(Own.Listener.class).isEqualTo(read).hasToString("reference to " + address);
            mute.setSoTimeout(50);
            assertThatThrownBy(mute::accept).isInstanceOf(java.net.SocketTimeoutException.class);

            Object again = read("subscribe", out -> out.writeObject(written(Outcome.result(read))))[0];
            assertThat(again).isEqualTo(read).hasSameHashCodeAs(read);
        }
    }

    @Test
    void aGeneratedStubIsReadAsAProxyOfItsInterfacesIs() throws Exception {
        StubAddress address = new StubAddress("192.0.2.1", 5, new WireId(7, 8, 9, (short) 10), null);
        Object read = read("subscribe", out -> out.writeObject(new Own.Ear_Stub(new StubRef(address))))[0];
        assertThat(read).isInstanceOf(Own.Listener.class).isNotInstanceOf(RemoteObject.class);
        assertThat(ForeignReference.of(read).orElseThrow().address()).isEqualTo(address);

        Object[] both = (Object[]) read(
                "any",
                out -> out.writeObject(new Object[] {
                    new Own.Ear_Stub(new StubRef(address)), new Own.Ear_Stub(new StubRef(address)), foreign(address)
                }))[0];
        assertThat(both).containsOnly(read);
        assertThatThrownBy(() -> read("any", out -> out.writeObject(new Strange.Gadget_Stub(new StubRef(address)))))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining(Strange.Gadget_Stub.class.getName() + " is not let in");
    }

    private static Object foreign(StubAddress address) {
        return Proxy.newProxyInstance(
                Samples.class.getClassLoader(),
                new Class<?>[] {Own.Listener.class},
                new RemoteObjectInvocationHandler(new StubRef(address)));
    }

    @Test
    void aStubOverTlsKeepsItsFactory() throws Exception {
        StubAddress address = new StubAddress(
                "192.0.2.1", 5, new WireId(7, 8, 9, (short) 10), new javax.rmi.ssl.SslRMIClientSocketFactory());
        Object read = read("subscribe", out -> out.writeObject(foreign(address)))[0];
        assertThat(ForeignReference.of(read).orElseThrow().address()).isEqualTo(address);
        StubAddress odd = new StubAddress("192.0.2.1", 5, address.id(), new OddFactory());
        assertThatThrownBy(() -> read("subscribe", out -> out.writeObject(foreign(odd))))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("OddFactory");
    }

    private record OddFactory() implements java.rmi.server.RMIClientSocketFactory, Serializable {
        @Override
        public java.net.Socket createSocket(String host, int port) throws IOException {
            throw new IOException("never called");
        }
    }

    @Test
    void theRegistryTakesStubsOfInterfacesThatNobodyHereKnows() throws Exception {
        HostedType registry = Wires.type("registry", NamesOnly.class, getClass().getClassLoader(), name -> false);
        StubAddress address = new StubAddress("192.0.2.1", 5, new WireId(7, 8, 9, (short) 10), null);
        Object stub = Proxy.newProxyInstance(
                Samples.class.getClassLoader(),
                new Class<?>[] {Strange.RemoteGadget.class},
                new RemoteObjectInvocationHandler(new StubRef(address)));
        ClientStream.Arguments arguments = ClientStream.of(out -> {
            out.writeObject("name");
            out.writeObject(stub);
        });
        Object[] read = marshaller.readArguments(
                arguments.in(), arguments.blockBytes(), Wires.method(registry, "rebind"), registry, Wires.ROUTE);
        assertThat(read[1]).isNotInstanceOf(Strange.RemoteGadget.class);
        Object looked = written(Outcome.result(read[1]));
        assertThat(looked).isInstanceOf(Strange.RemoteGadget.class);
    }

    private static final class NamesOnly implements java.rmi.registry.Registry {
        @Override
        public java.rmi.Remote lookup(String name) throws java.rmi.NotBoundException {
            throw new java.rmi.NotBoundException(name);
        }

        @Override
        public void bind(String name, java.rmi.Remote object) {}

        @Override
        public void unbind(String name) {}

        @Override
        public void rebind(String name, java.rmi.Remote object) {}

        @Override
        public String[] list() {
            return new String[0];
        }
    }

    // replies

    /** What a plain JDK stream reads out of a reply. */
    private Object written(Outcome outcome) throws IOException {
        return written(outcome, null);
    }

    private Object written(Outcome outcome, String methodName) throws IOException {
        return written(marshaller, outcome, methodName);
    }

    private Object written(StreamMarshaller by, Outcome outcome, String methodName) throws IOException {
        HostedMethod method = methodName == null ? null : Wires.method(type, methodName);
        ReplyBuffer reply = new ReplyBuffer();
        by.writeReply(reply, outcome, method, method == null ? null : type, Wires.ROUTE);
        try (ObjectInputStream in = new UnconnectedInput(Arrays.copyOf(reply.array(), reply.size()))) {
            assertThat(in.readByte()).isEqualTo((byte) (outcome.error() == null ? 1 : 2));
            in.readFully(new byte[14]);
            Object read = method != null && method.returnType() == long.class ? in.readLong() : in.readObject();
            assertThat(in.read()).isEqualTo(-1);
            return read;
        } catch (ClassNotFoundException missing) {
            throw new IOException(missing);
        }
    }

    /** A JDK client's stream, but for reading a stub without calling its host. */
    private static final class UnconnectedInput extends ObjectInputStream {
        UnconnectedInput(byte[] reply) throws IOException {
            super(new ByteArrayInputStream(reply, 1, reply.length - 1));
            assertThat(reply[0]).isEqualTo((byte) 0x51);
            enableResolveObject(true);
        }

        @Override
        protected Class<?> resolveClass(java.io.ObjectStreamClass description)
                throws IOException, ClassNotFoundException {
            return switch (description.getName()) {
                case "java.rmi.server.RemoteObject" -> RemoteObject.class;
                case "java.rmi.server.RemoteObjectInvocationHandler" ->
                    dev.hearth.core.wire.marshal.RemoteObjectInvocationHandler.class;
                default -> super.resolveClass(description);
            };
        }

        @Override
        protected Object resolveObject(Object read) {
            if (read != null
                    && Proxy.isProxyClass(read.getClass())
                    && Proxy.getInvocationHandler(read)
                            instanceof dev.hearth.core.wire.marshal.RemoteObjectInvocationHandler handler) {
                return Proxy.newProxyInstance(
                        Samples.class.getClassLoader(),
                        read.getClass().getInterfaces(),
                        new RemoteObjectInvocationHandler(new StubRef(handler.address())));
            }
            return read;
        }
    }

    @Test
    void resultsAreWhatAJdkClientReads() throws Exception {
        assertThat(written(Outcome.result(5L), "mixed")).isEqualTo(5L);
        assertThat(written(Outcome.result("ü\u0000\ud83d\ude00"), "text")).isEqualTo("ü\u0000\ud83d\ude00");
        assertThat(written(Outcome.result("x".repeat(70_000)), "text")).isEqualTo("x".repeat(70_000));
        assertThat(written(Outcome.result(null), "text")).isNull();
        assertThat(written(Outcome.result(new byte[] {1, 2}), "bytes")).isEqualTo(new byte[] {1, 2});
        assertThat(written(Outcome.result(null), "bytes")).isNull();
        assertThat(written(Outcome.result(List.of(new Own.Point(1, 2))), "any"))
                .isEqualTo(List.of(new Own.Point(1, 2)));
    }

    @Test
    void smallRepliesAreAsSmallAsTheJdks() throws Exception {
        ReplyBuffer reply = new ReplyBuffer();
        marshaller.writeReply(reply, Outcome.result(5L), Wires.method(type, "mixed"), type, Wires.ROUTE);
        assertThat(reply.size()).isEqualTo(30);
        reply.reset();
        marshaller.writeReply(reply, Outcome.result(null), Wires.method(type, "nothing"), type, Wires.ROUTE);
        assertThat(reply.size()).isEqualTo(22);
    }

    @Test
    void hostedObjectsLeaveAsStubsAndLeavingIsTold() throws Exception {
        ServiceObject servant = new ServiceObject();
        long number = references.host(servant).number();
        Object read = written(Outcome.result(List.of(servant, servant)), "any");
        Object stub = ((List<?>) read).get(0);
        assertThat(stub).isInstanceOf(Own.Service.class).isSameAs(((List<?>) read).get(1));
        assertThat(references.left).containsExactly(number);
        Own.Listener unknown = what -> what;
        assertThat(written(Outcome.result(unknown), "made")).isInstanceOf(Own.Listener.class);
        assertThat(references.referenceTo(unknown)).isNotNull();
    }

    @Test
    void aRemoteValueThatNobodyExportedIsCopied() throws Exception {
        record Value(int x) implements java.rmi.Remote, Serializable {}
        assertThat(written(Outcome.result(new Value(3)), "any")).isEqualTo(new Value(3));
        assertThat(references.left).isEmpty();
    }

    @Test
    void exceptionsThatTheClientCanNotKnowAreReplaced() throws Exception {
        Strange.LibraryException deep = new Strange.LibraryException("deep", new IllegalStateException("deeper"));
        deep.addSuppressed(new Strange.LibraryException("beside", null));
        Own.Refused declared = new Own.Refused("no", new Own.Point(1, 2), deep);
        Own.Refused read = (Own.Refused) written(Outcome.exception(declared), "failing");
        assertThat(read.where).isEqualTo(new Own.Point(1, 2));
        assertThat(read.getCause())
                .isExactlyInstanceOf(RemoteException.class)
                .hasMessageContaining(Strange.LibraryException.class.getName() + ": deep");
        assertThat(read.getCause().getStackTrace()).isEqualTo(deep.getStackTrace());
        assertThat(read.getCause().getCause()).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(read.getCause().getSuppressed())
                .singleElement()
                .isExactlyInstanceOf(RemoteException.class)
                .hasToString("java.rmi.RemoteException: " + Strange.LibraryException.class.getName() + ": beside");
        assertThat(deep.getSuppressed()).as("the original is untouched").hasSize(1);
    }

    /** As it is of hosted code: not of the loader that has the container's classes. */
    private static Exception ofALibrary(String text) throws Exception {
        URL here = Strange.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader library = new URLClassLoader(new URL[] {here}, ClassLoader.getPlatformClassLoader())) {
            Constructor<?> made = library.loadClass(Strange.LibraryException.class.getName())
                    .getDeclaredConstructor(String.class, Throwable.class);
            made.setAccessible(true);
            return (Exception) made.newInstance(text, null);
        }
    }

    @Test
    void exceptionsThatTheConfigurationAllowsTravel() throws Exception {
        Codec allowing = new Codec(
                Wires.settings(List.of(Strange.class.getName() + "*"), Duration.ofSeconds(5)),
                references,
                ids,
                port -> false);
        StreamMarshaller by = new StreamMarshaller(allowing, outgoing);

        assertThat(written(by, Outcome.exception(ofALibrary("known")), "failing"))
                .isExactlyInstanceOf(Strange.LibraryException.class)
                .hasToString(Strange.LibraryException.class.getName() + ": known");
        assertThat(written(by, Outcome.exception(new Strange.LibraryException("ours", null)), "failing"))
                .isExactlyInstanceOf(RemoteException.class);
        assertThat(written(Outcome.exception(ofALibrary("unknown")), "failing"))
                .isExactlyInstanceOf(RemoteException.class);
    }

    @Test
    void moreExactExceptionsOfADeclaredOnesJarTravel() throws Exception {
        interface Parser extends java.rmi.Remote {
            void parse() throws RemoteException, com.fasterxml.jackson.databind.DatabindException;
        }
        abstract class ParserObject implements Parser {}
        HostedType parser = Wires.type(ParserObject.class, getClass().getClassLoader(), name -> false);
        Exception exact = new com.fasterxml.jackson.databind.exc.InvalidFormatException(null, "no", 1, int.class);
        Exception ofAnotherJar = new com.fasterxml.jackson.core.JsonParseException(null, "no");
        TravellingErrors usual =
                new TravellingErrors(Wires.method(parser, "parse"), parser, NamePatterns.of(List.of()));
        assertThat(usual.fit(exact)).isSameAs(exact);
        assertThat(usual.fit(ofAnotherJar)).isExactlyInstanceOf(RemoteException.class);
    }

    @Test
    void withoutATypeOnlyTheJdksExceptionsTravel() throws Exception {
        assertThat(written(Outcome.refused(new Own.Refused("no", new Own.Point(1, 2), null))))
                .isExactlyInstanceOf(RemoteException.class);
        assertThat(written(Outcome.refused(new java.rmi.NoSuchObjectException("gone"))))
                .isExactlyInstanceOf(java.rmi.NoSuchObjectException.class);
    }

    @Test
    void aResultThatCanNotBeSentNamesClassAndFieldAndLeavesNothing() {
        ReplyBuffer reply = new ReplyBuffer();
        reply.write(1);
        Own.Node result = new Own.Node(List.of("a", new Strange.NotSerializable()), null);
        assertThatThrownBy(() -> marshaller.writeReply(
                        reply, Outcome.result(result), Wires.method(type, "any"), type, Wires.ROUTE))
                .isInstanceOf(MarshalException.class)
                .hasMessageStartingWith("HEARTH-MARSHAL: the result of Service.any")
                .hasMessageContaining(Strange.NotSerializable.class.getName())
                .hasMessageContaining(".value[1]");
        assertThat(reply.size()).isEqualTo(1);
    }

    @Test
    void aResultOfTheWrongTypeAndOneTooDeepAreMarshalExceptions() {
        ReplyBuffer reply = new ReplyBuffer();
        assertThatThrownBy(() -> marshaller.writeReply(
                        reply, Outcome.result("text"), Wires.method(type, "mixed"), type, Wires.ROUTE))
                .isInstanceOf(MarshalException.class);
        Own.Node deep = null;
        for (int i = 0; i < 100_000; i++) {
            deep = new Own.Node(i, deep);
        }
        Own.Node deepest = deep;
        assertThatThrownBy(() -> marshaller.writeReply(
                        reply, Outcome.result(deepest), Wires.method(type, "any"), type, Wires.ROUTE))
                .isInstanceOf(MarshalException.class)
                .hasMessageContaining("nested too deep");
        assertThatThrownBy(() -> marshaller.writeReply(
                        reply,
                        Outcome.result(new Object[] {new byte[9 << 20]}),
                        Wires.method(type, "any"),
                        type,
                        Wires.ROUTE))
                .isInstanceOf(MarshalException.class)
                .hasMessageContaining("wire.message-bytes");
        assertThatThrownBy(() -> marshaller.writeReply(
                        reply, Outcome.result(new byte[9 << 20]), Wires.method(type, "bytes"), type, Wires.ROUTE))
                .hasMessageContaining("wire.message-bytes");
        assertThat(reply.size()).isZero();
    }
}
