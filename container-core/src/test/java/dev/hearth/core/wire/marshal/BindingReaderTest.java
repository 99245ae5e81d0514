package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Bindables.Gadget;
import dev.hearth.core.wire.marshal.Bindables.Greeter;
import dev.hearth.core.wire.outgoing.JrmpClient;
import dev.hearth.core.wire.outgoing.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.rmi.Remote;
import java.rmi.UnmarshalException;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes with the registry's {@code bind}: kept byte for byte where it is a stub, and never made an object of. */
class BindingReaderTest {

    private static final int STREAM_HEADER = 4;
    private static final WireId ID = new WireId(77, 8, 9, (short) 10);

    private final FakeReferences references = new FakeReferences();
    private final NoCalls outgoing = new NoCalls();
    private final ObjectIds ids = new ObjectIds(new byte[] {5});
    private final HostedType registry =
            Wires.type("registry", Names.class, getClass().getClassLoader(), name -> false);
    private final StreamMarshaller marshaller = marshaller(64 << 10);

    private abstract static class Names implements Registry {}

    private StreamMarshaller marshaller(int limit) {
        return new StreamMarshaller(
                new Codec(Wires.settings(), references, ids, port -> false),
                outgoing,
                new HearthConfig.Registry(10, limit));
    }

    @BeforeEach
    void noTrace() {
        Gadget.MADE.set(0);
    }

    @AfterEach
    void nothingWasMade() {
        assertThat(Gadget.MADE).as("objects made of what a peer named").hasValue(0);
    }

    private static Remote stub(RMIClientSocketFactory factory) {
        return stub(new StubRef(new StubAddress("192.0.2.1", 5, ID, factory)));
    }

    private static Remote stub(java.rmi.server.RemoteRef ref) {
        return proxy(new RemoteObjectInvocationHandler(ref));
    }

    private static Remote proxy(InvocationHandler handler) {
        return (Remote) Proxy.newProxyInstance(
                BindingReaderTest.class.getClassLoader(), new Class<?>[] {Greeter.class, Remote.class}, handler);
    }

    private Object[] bind(Object name, Object stub) throws Exception {
        return bind(null, name, stub);
    }

    private Object[] bind(Object annotation, Object name, Object stub) throws Exception {
        return read(ClientStream.of(annotation, out -> {
            out.writeObject(name);
            out.writeObject(stub);
        }));
    }

    private Object[] read(ClientStream.Arguments arguments) throws Exception {
        return marshaller.readArguments(
                arguments.in(), arguments.blockBytes(), Wires.method(registry, "bind"), registry, Wires.ROUTE);
    }

    /** The serial form as the JDK writes it at the beginning of a stream. */
    private static byte[] form(Object stub) throws IOException {
        ClientStream.Arguments written = ClientStream.of(out -> out.writeObject(stub));
        return written.in().readAllBytes();
    }

    private byte[] lookedUp(Object bound) throws Exception {
        ReplyBuffer reply = new ReplyBuffer();
        marshaller.writeReply(reply, Outcome.result(bound), Wires.method(registry, "lookup"), registry, Wires.ROUTE);
        int header = 1 + STREAM_HEADER + 2 + 1 + Codec.UID_LENGTH;
        return Arrays.copyOfRange(reply.array(), header, reply.size());
    }

    static Stream<Remote> stubs() {
        Bindables.Rich rich = new Bindables.Rich();
        return Stream.of(
                stub((RMIClientSocketFactory) null),
                stub(new SslRMIClientSocketFactory()),
                stub(new Bindables.Tuned()),
                stub(rich),
                stub(new Bindables.SelfWriting()),
                stub(new Bindables.Irregular(true)),
                stub(new Bindables.Irregular(false)),
                stub(Bindables.Constant.ONLY),
                stub(new Bindables.Holding(Bindables.Mode.CLEVER)),
                stub(new Bindables.Holding("x".repeat(40_000))),
                stub(new Bindables.Holding(Collections.nCopies(3, rich))),
                stub(new Bindables.Holding(stub(new SslRMIClientSocketFactory()))),
                stub(new Bindables.GadgetFactory()),
                stub(new Bindables.Holding(new Gadget())),
                new Bindables.Greeter_Stub(new StubRef(new StubAddress("h", 1, ID, null))),
                new Bindables.Greeter_Stub(new StubRef(new StubAddress("h", 1, ID, new Bindables.Tuned()))),
                new javax.management.remote.rmi.RMIServerImpl_Stub(
                        new StubRef(new StubAddress("h", 1, ID, new SslRMIClientSocketFactory()))));
    }

    @ParameterizedTest
    @MethodSource("stubs")
    void aStubComesOutAsItCameIn(Remote stub) throws Exception {
        for (String name : List.of("n", "name", "Ljava/lang/String;", "ü\u0000", "")) {
            Object[] read = bind(name, stub);
            assertThat(read[0]).isEqualTo(name);
            assertThat(read[1]).isInstanceOf(BoundStub.class);
            assertThat(lookedUp(read[1])).isEqualTo(form(stub));
        }
    }

    @Test
    void classesThatNobodyHasComeOutAsTheyCameIn() throws Exception {
        byte[] there = form(stub(new Bindables.Rich()));
        byte[] elsewhere = renamed(there);
        byte[] name = form("name");
        byte[] both = Arrays.copyOf(name, name.length + elsewhere.length);
        System.arraycopy(shifted(elsewhere), 0, both, name.length, elsewhere.length);

        Object bound = read(new ClientStream.Arguments(new ByteArrayInputStream(both), 0))[1];

        assertThat(lookedUp(bound)).isEqualTo(elsewhere);
        assertThat(bound.toString()).contains("Xindables$Greeter").contains("192.0.2.1:5");
    }

    private static byte[] renamed(byte[] form) {
        String text = new String(form, StandardCharsets.ISO_8859_1);
        return text.replace("Bindables$", "Xindables$").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As it stands behind one text: each back reference means one more. */
    private static byte[] shifted(byte[] form) {
        byte[] shifted = form.clone();
        for (int i = 0; i + 4 < form.length; i++) {
            if (form[i] == 0x71 && form[i + 1] == 0 && form[i + 2] == 0x7e && form[i + 3] == 0) {
                shifted[i + 4]++;
            }
        }
        return shifted;
    }

    @Test
    void aCodebaseIsForgotten() throws Exception {
        Object bound = bind("http://192.0.2.9/evil.jar", "n", stub(new Bindables.Tuned()))[1];

        assertThat(lookedUp(bound)).isEqualTo(form(stub(new Bindables.Tuned())));
    }

    @Test
    void onlyWhatIsBoundIsClaimedAndOnlyWhereItCanBeReached() throws Exception {
        Remote own = (Remote) bind("n", stub(new Bindables.Tuned()))[1];
        Remote plain = (Remote) bind("n", stub((RMIClientSocketFactory) null))[1];
        Remote tls = (Remote) bind("n", stub(new SslRMIClientSocketFactory()))[1];
        assertThat(outgoing.arrived).isEmpty();
        assertThat(outgoing.claimed).as("reading calls nobody").isEmpty();

        for (Remote each : List.of(own, plain, tls)) {
            assertThat(marshaller.boundStub(each)).isSameAs(each);
        }
        assertThat(outgoing.claimed).hasSize(2);
        assertThat(outgoing.claimed.get(0).address().host()).isEqualTo("192.0.2.1");
        assertThat(outgoing.claimed.get(1).address().secure()).isTrue();
    }

    @Test
    void hostedCodeGetsAReferenceWithItsOwnClasses() throws Exception {
        ClassLoader there = getClass().getClassLoader();
        BoundStub plain = (BoundStub) bind("n", stub((RMIClientSocketFactory) null))[1];
        assertThat(plain.resolvedIn(there)).isInstanceOf(Greeter.class);
        Object old = new Bindables.Greeter_Stub(new StubRef(new StubAddress("h", 1, ID, null)));
        assertThat(((BoundStub) bind("n", old)[1]).resolvedIn(there)).isInstanceOf(Greeter.class);
        assertThat(ForeignReference.of(plain.resolvedIn(there))
                        .orElseThrow()
                        .address()
                        .host())
                .isEqualTo("192.0.2.1");

        assertThatThrownBy(() -> plain.resolvedIn(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining(Greeter.class.getName());
        BoundStub own = (BoundStub) bind("n", stub(new Bindables.Tuned()))[1];
        assertThatThrownBy(() -> own.resolvedIn(there))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining(Bindables.Tuned.class.getName());
    }

    @Test
    void aReferenceThatHostedCodeBindsComesOutAsItsStub() throws Exception {
        Remote stub = stub(new SslRMIClientSocketFactory());
        Object reference =
                ((BoundStub) bind("n", stub)[1]).resolvedIn(getClass().getClassLoader());

        Remote kept = marshaller.boundStub((Remote) reference);

        assertThat(lookedUp(kept)).isEqualTo(form(stub));
    }

    @Test
    void aGadgetInPlaceOfANameIsRefusedInEveryMethod() {
        for (String method : List.of("lookup", "unbind")) {
            assertThatThrownBy(() -> {
                        ClientStream.Arguments arguments = ClientStream.of(out -> out.writeObject(new Gadget()));
                        marshaller.readArguments(
                                arguments.in(),
                                arguments.blockBytes(),
                                Wires.method(registry, method),
                                registry,
                                Wires.ROUTE);
                    })
                    .isInstanceOf(UnmarshalException.class)
                    .hasMessageContaining("HEARTH-CLASS");
        }
    }

    @Test
    void whatCannotBeReachedIsBoundAllTheSame() throws Exception {
        int closed;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            closed = free.getLocalPort();
        }
        HearthConfig.Wire settings = Wires.settings();
        Codec codec = new Codec(settings, references, ids, port -> false);
        try (JrmpClient client = new JrmpClient(settings, Optional.empty(), codec, () -> 1099, Waiting.UNNOTICED)) {
            StreamMarshaller calling = new StreamMarshaller(codec, client);
            ClientStream.Arguments arguments = ClientStream.of(out -> {
                out.writeObject("n");
                out.writeObject(stub(new StubRef(new StubAddress("127.0.0.1", closed, ID, null))));
            });
            Object read = calling.readArguments(
                            arguments.in(),
                            arguments.blockBytes(),
                            Wires.method(registry, "bind"),
                            registry,
                            Wires.ROUTE)[1];

            assertThat(calling.boundStub((Remote) read)).isSameAs(read);
        }
    }

    @Test
    void aStubOfOursBecomesTheObject() throws Exception {
        WireId ours = WireId.of(ids.encode(123, 0));
        Object read = bind("n", stub(new StubRef(new StubAddress("127.0.0.1", 1099, ours, null))))[1];
        assertThat(FakeReferences.LocalReference.of(read)).isEqualTo(123);

        Object forged = bind("n", stub(new StubRef(new StubAddress("127.0.0.1", 1099, ID, null))))[1];
        assertThat(forged).isInstanceOf(BoundStub.class);
    }

    @Test
    void nullsAreLeftToTheRegistry() throws Exception {
        assertThat(bind(null, null)).containsExactly(null, null);
    }

    // refusals

    private void refused(Object annotation, Object name, Object stub, String why) {
        assertThatThrownBy(() -> bind(annotation, name, stub))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-")
                .hasMessageContaining(why);
    }

    private void refused(Object stub, String why) {
        refused(null, "n", stub, why);
    }

    @Test
    void aGadgetInAnyPlaceIsRefusedAndNotMade() {
        refused(null, new Gadget(), stub(new Bindables.Tuned()), "where a text belongs");
        refused(new Gadget(), "no stub");
        refused(new Object[] {stub(new Bindables.Tuned())}, "no stub");
        refused("text", "no stub");
        refused(Map.of("a", new Gadget()), "no stub");
        refused(Bindables.Constant.ONLY, "no stub");
        refused(proxy(new Bindables.GadgetHandler()), "a proxy that is no stub");
        refused(new Gadget(), "n", stub(new Bindables.Tuned()), "HEARTH-CLASS");
        refused(stub(new Pointing(null, new Gadget())), "an Externalizable object");
        refused(stub(new Pointing("UnicastRef2", new Gadget())), "unknown form");
        refused(stub(new Pointing("ActivatableRef", null)), "ActivatableRef");
        refused(stub(new Pointing("UnicastServerRef", null)), "UnicastServerRef");
        refused(stub(new Pointing("../../evil", null)), "kind '../../evil'");
    }

    @Test
    void classesOfTheJdkThatAreNoValuesAreRefusedInsideAFactory() throws Exception {
        refused(stub(new Bindables.Holding(new java.io.File("x"))), "java.io.File");
        refused(stub(new Bindables.Holding(new java.net.URL("http://192.0.2.9/"))), "java.net.URL");
        refused(stub(new Bindables.Holding(new javax.management.BadAttributeValueExpException("x"))), "BadAttribute");
        refused(stub(new Bindables.Holding((Serializable & Runnable) () -> {})), "SerializedLambda");
        refused(stub(new Bindables.Holding(Gadget.class)), "a class as a value");
        refused(stub((RMIClientSocketFactory & Serializable) (host, port) -> null), "SerializedLambda");
    }

    @Test
    void aFactoryThatOnlyItsClassCanReadIsRefusedWithAHint() {
        Bindables.Private factory = new Bindables.Private();
        Gadget.MADE.set(0);
        refused(stub(factory), "Externalizable object, of " + Bindables.Private.class.getName());
        refused(stub(new Bindables.Holding(java.time.Duration.ZERO)), "java.time.Ser");
    }

    @Test
    void whatLooksLikeAStubClassIsRefusedIfItIsNone() {
        refused(new Bindables.WithField_Stub(new StubRef(new StubAddress("h", 1, ID, null))), "no stub");
        refused(new java.util.Date(), "no stub");
        refused(new RemoteObjectInvocationHandler(new StubRef(new StubAddress("h", 1, ID, null))), "no stub");
    }

    @Test
    void aStubThatIsTooLongIsRefusedBeforeItIsReadWhole() {
        assertThatThrownBy(() -> bind("n", stub(new Bindables.Holding(new byte[70_000]))))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("HEARTH-LIMIT")
                .hasMessageContaining("registry.stub-bytes");
    }

    @Test
    void aStubThatIsNestedTooDeepIsRefused() {
        Object nested = "end";
        for (int i = 0; i < 20; i++) {
            nested = new Object[] {nested};
        }
        refused(stub(new Bindables.Holding(nested)), "nested deeper");
    }

    /** Every byte of a stub is changed in turn: it is read as a stub or refused, and nothing else happens. */
    @Test
    void brokenBytesAreRefusedAndNothingElse() throws Exception {
        byte[] whole = ClientStream.of(out -> {
                    out.writeObject("name");
                    out.writeObject(stub(new Bindables.Rich()));
                })
                .in()
                .readAllBytes();
        int refused = 0;
        for (int i = 0; i < whole.length; i++) {
            for (int change : new int[] {1, 0x80, 0x7f, 0xff}) {
                byte[] broken = whole.clone();
                broken[i] ^= (byte) change;
                try {
                    read(new ClientStream.Arguments(new ByteArrayInputStream(broken), 0));
                } catch (IOException expected) {
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(new ClientStream.Arguments(new ByteArrayInputStream(cut), 0)))
                    .isInstanceOf(java.io.EOFException.class);
        }
    }

    @Test
    void whatIsAtHandInThisProcessIsKeptAsItsStub() throws Exception {
        Greeter local = new Greeter() {};
        Remote exported = java.rmi.server.UnicastRemoteObject.exportObject(local, 0);
        try {
            Remote kept = marshaller.boundStub(local);
            assertThat(lookedUp(kept)).isEqualTo(form(exported));
            assertThat(marshaller.boundStub(kept)).isSameAs(kept);
        } finally {
            java.rmi.server.UnicastRemoteObject.unexportObject(local, true);
        }
        assertThatThrownBy(() -> marshaller.boundStub(local)).isInstanceOf(java.rmi.NoSuchObjectException.class);
    }

    /** Writes what it is told in the place of a reference. */
    @SuppressWarnings("deprecation")
    private static final class Pointing extends java.rmi.server.RemoteObject implements java.rmi.server.RemoteRef {
        private final transient String kind;
        private final transient Object instead;

        Pointing(String kind, Object instead) {
            this.kind = kind;
            this.instead = instead;
        }

        @Override
        public String getRefClass(ObjectOutput out) {
            return kind;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeByte(7);
            ((ObjectOutputStream) out).writeObject(instead);
        }

        @Override
        public void readExternal(java.io.ObjectInput in) {
            Gadget.MADE.incrementAndGet();
        }

        @Override
        public Object invoke(Remote stub, java.lang.reflect.Method method, Object[] arguments, long hash) {
            throw new AssertionError("called");
        }

        @Override
        public java.rmi.server.RemoteCall newCall(
                java.rmi.server.RemoteObject stub, java.rmi.server.Operation[] operations, int number, long hash) {
            throw new AssertionError("called");
        }

        @Override
        public void invoke(java.rmi.server.RemoteCall call) {
            throw new AssertionError("called");
        }

        @Override
        public void done(java.rmi.server.RemoteCall call) {
            throw new AssertionError("called");
        }

        @Override
        public int remoteHashCode() {
            return 0;
        }

        @Override
        public boolean remoteEquals(java.rmi.server.RemoteRef other) {
            return other == this;
        }

        @Override
        public String remoteToString() {
            return "pointing";
        }
    }
}
