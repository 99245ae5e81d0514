package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.call.HostedType;
import dev.hearth.core.wire.marshal.Samples.Own;
import dev.hearth.core.wire.marshal.Samples.Strange;
import java.io.File;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.rmi.UnmarshalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a refused class is loaded or instantiated, wherever in the message it stands. */
class ClassFilterTest {

    private final RecordingLoader loader = new RecordingLoader();
    private final HostedType type = Wires.type(ServiceObject.class, loader, Samples::own);

    @BeforeEach
    void awaken() {
        Strange.EnumGadget.ONLY.name(); // here, for writing; a reader would show itself by the loader
        Strange.AWAKENED.set(0);
    }

    /** Notes every class that is asked of it. */
    private static final class RecordingLoader extends ClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();

        RecordingLoader() {
            super(Samples.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    private Object[] read(List<String> allowed, String method, ClientStream.Writing writing) throws Exception {
        Codec codec = new Codec(
                Wires.settings(allowed, Duration.ofSeconds(5)),
                new FakeReferences(),
                new ObjectIds(new byte[] {1}),
                port -> false);
        ClientStream.Arguments arguments = ClientStream.of(writing);
        return new StreamMarshaller(codec, new NoCalls())
                .readArguments(arguments.in(), arguments.blockBytes(), Wires.method(type, method), type, Wires.ROUTE);
    }

    // answers to hosted code

    /** It has asked: for a stub of any remote interface that it knows, and for more exact exceptions than those declared. */
    @Test
    void anAnswerBringsStubsAndDeclaredExceptionsOfOthersAndNothingElseOfTheirs() throws Exception {
        interface Foreign {
            Object any() throws java.rmi.RemoteException, Strange.Failure;
        }
        Codec codec = new Codec(
                Wires.settings(List.of(), Duration.ofSeconds(5)),
                new FakeReferences(),
                new ObjectIds(new byte[] {1}),
                port -> false);
        ClassFilter filter = codec.scope(type.deployment())
                .outgoing(Foreign.class.getDeclaredMethod("any"))
                .filter();
        assertThat(filter.resolveInterface(Strange.RemoteGadget.class.getName()))
                .isSameAs(Strange.RemoteGadget.class);
        assertThat(filter.resolve(Strange.Gadget_Stub.class.getName()))
                .hasSuperclass(RemoteStub.class)
                .isSameAs(filter.resolve(Strange.Gadget_Stub.class.getName()));
        assertThat(filter.resolve(Strange.ExactFailure.class.getName())).isSameAs(Strange.ExactFailure.class);
        for (Class<?> other : List.of(Strange.Gadget.class, Strange.LibraryException.class)) {
            assertThatThrownBy(() -> filter.resolve(other.getName())).isInstanceOf(UnmarshalException.class);
        }
    }

    static Stream<Arguments> gadgets() {
        Map<String, Supplier<Object>> gadgets = new HashMap<>();
        gadgets.put(Strange.Gadget.class.getName(), () -> gadget());
        gadgets.put(Strange.ExternalGadget.class.getName(), () -> new Strange.ExternalGadget());
        gadgets.put(Strange.EnumGadget.class.getName(), () -> Strange.EnumGadget.ONLY);
        gadgets.put(Strange.RecordGadget.class.getName(), () -> new Strange.RecordGadget(1));
        List<Arguments> cases = new ArrayList<>();
        gadgets.forEach((name, make) -> {
            cases.add(Arguments.of("alone", name, (Supplier<Object>) make::get));
            cases.add(Arguments.of("in an array", name, (Supplier<Object>) () -> new Object[] {make.get()}));
            cases.add(Arguments.of("as an array's component", name, (Supplier<Object>)
                    () -> java.lang.reflect.Array.newInstance(make.get().getClass(), 1)));
            cases.add(Arguments.of("as an inner array's component", name, (Supplier<Object>)
                    () -> java.lang.reflect.Array.newInstance(make.get().getClass(), 1, 1)));
            cases.add(Arguments.of("in a list", name, (Supplier<Object>) () -> new ArrayList<>(List.of(make.get()))));
            cases.add(Arguments.of(
                    "as a map's key", name, (Supplier<Object>) () -> new HashMap<>(Map.of(make.get(), 1))));
            cases.add(Arguments.of(
                    "in an own class's field", name, (Supplier<Object>) () -> new Own.Node(make.get(), null)));
            cases.add(Arguments.of("in an immutable list", name, (Supplier<Object>) () -> List.of(make.get())));
            cases.add(Arguments.of(
                    "as a class", name, (Supplier<Object>) () -> make.get().getClass()));
            cases.add(
                    Arguments.of("in an exception", name, (Supplier<Object>) () -> new CarryingException(make.get())));
        });
        return cases.stream();
    }

    private static Object gadget() {
        return new Strange.Gadget();
    }

    private static final class CarryingException extends RuntimeException {
        final Object load;

        CarryingException(Object load) {
            this.load = load;
        }

        private Object writeReplace() {
            return new Own.Node(load, null);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("gadgets")
    void aStrangeClassIsNeitherLoadedNorMade(String where, String name, Supplier<Object> make) {
        Object value = make.get();
        Strange.AWAKENED.set(0);
        assertThatThrownBy(() -> read(List.of(), "any", out -> out.writeObject(value)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-CLASS: " + name + " ")
                .hasMessageContaining("wire.allow-classes: [" + name + "]");
        assertThat(Strange.AWAKENED).hasValue(0);
        assertThat(loader.asked).noneMatch(asked -> asked.contains("Strange"));
    }

    @Test
    void aStrangeClassIsRefusedInClosedSignaturesAndInPlaceOfTexts() {
        for (String method : List.of("text", "bytes", "box", "colours", "points", "task", "subscribe", "same")) {
            assertThatThrownBy(() -> read(List.of(), method, out -> out.writeObject(new Strange.Gadget())))
                    .as(method)
                    .isInstanceOf(UnmarshalException.class)
                    .hasMessageStartingWith("HEARTH-CLASS: " + Strange.Gadget.class.getName());
        }
        assertThat(Strange.AWAKENED).hasValue(0);
        assertThat(loader.asked).noneMatch(asked -> asked.contains("Strange"));
    }

    @Test
    void theConfigurationCanAllowAClass() throws Exception {
        String name = Strange.Gadget.class.getName();
        assertThat(read(List.of(name), "any", out -> out.writeObject(new Strange.Gadget[] {new Strange.Gadget()})))
                .hasSize(1);
        assertThat(Strange.AWAKENED).hasValue(1);
    }

    static Stream<Object> refusedOfTheJdk() throws Exception {
        return Stream.of(
                new URL("http://127.0.0.1/"),
                new File("x"),
                (Runnable & Serializable) () -> {},
                new javax.management.BadAttributeValueExpException(null),
                new java.rmi.MarshalledObject<>("x"),
                java.net.InetAddress.getLoopbackAddress());
    }

    @ParameterizedTest
    @MethodSource("refusedOfTheJdk")
    void theJdksOtherClassesAreRefused(Object value) {
        assertThatThrownBy(() -> read(List.of(), "any", out -> out.writeObject(value)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-CLASS: ");
    }

    @Test
    void exceptionsOfTheJdkAreLetInWhereTheSignatureIsOpen() throws Exception {
        Throwable thrown = new IllegalStateException("x", new java.io.IOException("y"));
        thrown.addSuppressed(new java.sql.SQLException("z"));
        Throwable read = (Throwable) read(List.of(), "any", out -> out.writeObject(thrown))[0];
        assertThat(read).hasMessage("x").hasCauseExactlyInstanceOf(java.io.IOException.class);
        assertThat(read.getSuppressed()).hasSize(1);
    }

    @Test
    void aProxyThatIsNoStubIsRefused() {
        Object proxy = Proxy.newProxyInstance(
                Samples.class.getClassLoader(), new Class<?>[] {Own.Listener.class}, new OwnHandler());
        assertThatThrownBy(() -> read(List.of(OwnHandler.class.getName()), "any", out -> out.writeObject(proxy)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("a proxy that is no stub");
    }

    private record OwnHandler() implements InvocationHandler, Serializable {
        @Override
        public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments) {
            Strange.AWAKENED.incrementAndGet();
            return null;
        }
    }

    @Test
    void aProxyOfAnInterfaceThatIsNotRemoteOrNotAllowedIsRefused() {
        StubAddress address = new StubAddress("192.0.2.1", 5, new WireId(7, 8, 9, (short) 10), null);
        for (Class<?> odd : List.of(Own.Task.class, Strange.RemoteGadget.class)) {
            Object proxy = Proxy.newProxyInstance(
                    Samples.class.getClassLoader(),
                    new Class<?>[] {odd},
                    new java.rmi.server.RemoteObjectInvocationHandler(new StubRef(address)));
            assertThatThrownBy(() -> read(List.of(), "any", out -> out.writeObject(proxy)))
                    .isInstanceOf(UnmarshalException.class)
                    .hasMessageStartingWith("HEARTH-CLASS: ");
        }
        assertThat(loader.asked).noneMatch(asked -> asked.contains("Strange"));
    }

    private static class Exporting extends java.rmi.server.UnicastRemoteObject implements Own.Listener {
        Exporting() throws java.rmi.RemoteException {}

        @Override
        public String heard(String what) {
            return what;
        }
    }

    @Test
    void aRemoteObjectThatWouldExportItselfIsRefused() throws Exception {
        Exporting object = new Exporting();
        try {
            assertThatThrownBy(() -> read(List.of(Exporting.class.getName()), "any", out -> out.writeObject(object)))
                    .isInstanceOf(UnmarshalException.class)
                    .hasMessageContaining("java.rmi.server.UnicastRemoteObject");
        } finally {
            java.rmi.server.UnicastRemoteObject.unexportObject(object, true);
        }
    }

    private static class DeclaredException extends Exception {}

    private static class MoreExactException extends DeclaredException {}

    @Test
    void aMoreExactExceptionThanADeclaredOneMayAnswer() throws Exception {
        Scope nothingOwn = new Scope(
                getClass().getClassLoader(), name -> false, NamePatterns.of(List.of()), new Refusals(System::nanoTime));
        List<java.lang.reflect.Type> signature = List.of(DeclaredException.class, Exception.class);
        ClassFilter answer = ClassFilter.ofAnswer(signature, nothingOwn, "an answer");
        ClassFilter arguments = ClassFilter.ofArguments(signature, nothingOwn, "arguments", null);

        assertThat(answer.resolve(MoreExactException.class.getName())).isEqualTo(MoreExactException.class);
        assertThatThrownBy(() -> answer.resolve(Strange.LibraryException.class.getName()))
                .isInstanceOf(UnmarshalException.class);
        assertThatThrownBy(() -> arguments.resolve(MoreExactException.class.getName()))
                .isInstanceOf(UnmarshalException.class);
    }

    /** Its description alone would be enough for a crafted stream. */
    @Test
    void whatHostedServersExtendIsRefusedWhateverIsAllowed() {
        Class<?> exporting = dev.hearth.core.hosted.jdk.UnicastRemoteObject.class;
        assertThatThrownBy(() -> read(List.of("**"), "any", out -> out.writeObject(exporting)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining(exporting.getName());
    }

    /** Its table stays with the method, whatever one message names. */
    @Test
    void littleIsLearntFromAMessageThatNamesVeryMuch() throws Exception {
        Codec codec = new Codec(Wires.settings(), new FakeReferences(), new ObjectIds(new byte[] {1}), port -> false);
        ClassFilter filter = codec.plan(Wires.method(type, "any"), type).filter();
        Map<String, Class<?>> many = new HashMap<>();
        for (int i = 0; i < 1_001; i++) {
            many.put("name " + i, Object.class);
        }
        filter.wasRead(many);
        assertThat(filter.readBefore("name 1")).isNull();
        filter.wasRead(Map.of("name", Object.class));
        assertThat(filter.readBefore("name")).isEqualTo(Object.class);
        many.remove("name 0");
        filter.wasRead(many);
        assertThat(filter.readBefore("name"))
                .as("what was there before a thousand others")
                .isNull();
        assertThat(filter.readBefore("name 1")).isEqualTo(Object.class);
    }

    @Test
    void aNameFromThePeerCanNotForgeALogLine() {
        assertThat(Refusals.printable("a\nWARN b\u202e")).isEqualTo("a?WARN b?");
        assertThat(Refusals.printable("x".repeat(5_000))).hasSize(201);
    }

    @Test
    void ancestryIsReadWithoutLoading() {
        assertThat(Ancestry.of(Strange.PiTask.class.getName(), loader))
                .contains(Own.Task.class.getName(), "java.io.Serializable", "java.lang.Object");
        assertThat(Ancestry.of("no.such.Class", loader)).isEmpty();
        assertThat(loader.asked).isEmpty();
    }
}
