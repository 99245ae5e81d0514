package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.call.HostedType;
import dev.hearth.core.testing.JarMaker;
import dev.hearth.core.wire.marshal.Samples.Own;
import dev.hearth.core.wire.marshal.Samples.Strange;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.rmi.Remote;
import java.rmi.UnmarshalException;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A gadget that a peer forges into any place of a message is refused by its name: it is neither loaded nor initialized nor
 * made, wherever it lies, on the server's class path or in a library of the deployment.
 */
class GadgetPositionsTest {

    /** In a JAR of the deployment that holds neither a hosted type nor a remote interface. */
    private static final String IN_LIBRARY = "org.library.Gadget";

    private static final String ON_CLASS_PATH = Strange.class.getName() + "$Gadget";
    /** Where the stream is broken before it comes to the gadget, so that nobody learns its name. */
    private static final Set<String> UNREAD =
            Set.of("in an aborted write", "in a reference of another kind", "in place of the name of an enum constant");

    private static final String TRACE = "hearth.test.gadget";

    @TempDir
    static Path folder;

    private static Path library;

    /** Notes every class that is asked of it; sees the library and the server's class path. */
    private static final class RecordingLoader extends URLClassLoader {
        final Set<String> asked = ConcurrentHashMap.newKeySet();

        RecordingLoader(URL... jars) {
            super(jars, Samples.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }
    }

    /** Puts a gadget somewhere. */
    interface Position {
        byte[] around(byte[] gadget);
    }

    @BeforeEach
    void forgetTraces() {
        Strange.AWAKENED.set(0);
        System.clearProperty(TRACE);
    }

    @BeforeAll
    static void makeLibrary() {
        library = folder.resolve("library.jar");
        JarMaker.jar(library).source(IN_LIBRARY, """
                        public class Gadget implements java.io.Externalizable {
                            static { System.setProperty("hearth.test.gadget", "woken"); }
                            public Gadget() {}
                            public void writeExternal(java.io.ObjectOutput out) {}
                            public void readExternal(java.io.ObjectInput in) {}
                        }
                        """).make();
    }

    private static RecordingLoader loader() throws Exception {
        return new RecordingLoader(library.toUri().toURL());
    }

    // ---- what is forged

    private static Map<String, byte[]> gadgets(String name) {
        Map<String, byte[]> gadgets = new LinkedHashMap<>();
        gadgets.put(
                "an object",
                Forgery.stream().object().type(name, 1, Forgery.PLAIN).written());
        gadgets.put(
                "an external object",
                Forgery.stream().object().type(name, 1, Forgery.EXTERNAL).end().written());
        gadgets.put(
                "an enum constant",
                Forgery.stream()
                        .bytes(0x7e)
                        .type(name, 0, Forgery.ENUM)
                        .text("ONLY")
                        .written());
        gadgets.put(
                "an array",
                Forgery.stream()
                        .bytes(0x75)
                        .type("[L" + name + ";", 1, Forgery.PLAIN)
                        .integer(0)
                        .written());
        gadgets.put(
                "an array of arrays",
                Forgery.stream()
                        .bytes(0x75)
                        .type("[[L" + name + ";", 1, Forgery.PLAIN)
                        .integer(0)
                        .written());
        gadgets.put(
                "a class",
                Forgery.stream().bytes(0x76).type(name, 1, Forgery.PLAIN).written());
        gadgets.put(
                "a description", Forgery.stream().type(name, 1, Forgery.PLAIN).written());
        gadgets.put(
                "a superclass",
                Forgery.stream()
                        .object()
                        .type(Own.Node.class, Forgery.PLAIN)
                        .nothing()
                        .end()
                        .type(name, 1, Forgery.PLAIN)
                        .nothing()
                        .nothing()
                        .written());
        gadgets.put(
                "a proxy's interface",
                Forgery.stream()
                        .object()
                        .proxyType("java.rmi.Remote", name)
                        .nothing()
                        .end()
                        .nothing()
                        .written());
        return gadgets;
    }

    private static Forgery list(String... fields) {
        return Forgery.stream().object().wholeType(ArrayList.class, Forgery.WRITE_METHOD, fields);
    }

    private static Map<String, Position> positions() {
        Map<String, Position> positions = new LinkedHashMap<>();
        positions.put("alone", gadget -> gadget);
        positions.put("as an element of Object[]", gadget -> array("[Ljava.lang.Object;", Object[].class, gadget));
        positions.put("as an element of String[]", gadget -> array("[Ljava.lang.String;", String[].class, gadget));
        positions.put("as an element of int[][]", gadget -> array("[[I", int[][].class, gadget));
        positions.put(
                "as a class's annotation",
                gadget -> Forgery.stream()
                        .object()
                        .type(ArrayList.class, Forgery.WRITE_METHOD)
                        .add(gadget)
                        .written());
        positions.put(
                "behind a class's annotation",
                gadget -> Forgery.stream()
                        .object()
                        .type(ArrayList.class, Forgery.WRITE_METHOD)
                        .nothing()
                        .add(gadget)
                        .written());
        positions.put(
                "as a proxy class's annotation",
                gadget -> Forgery.stream()
                        .object()
                        .proxyType("java.rmi.Remote", Own.Listener.class.getName())
                        .add(gadget)
                        .written());
        positions.put(
                "in a field that the class lacks",
                gadget -> list("Ljava/lang/Object; junk").integer(0).add(gadget).written());
        positions.put(
                "in an array field that the class lacks",
                gadget ->
                        list("[Ljava/lang/Object; junk").integer(0).add(gadget).written());
        positions.put(
                "in a superclass that the class lacks",
                gadget -> Forgery.stream()
                        .object()
                        .type(Own.Node.class, Forgery.PLAIN)
                        .nothing()
                        .end()
                        .wholeType(java.util.Date.class, Forgery.PLAIN, "Ljava/lang/Object; junk")
                        .add(gadget)
                        .written());
        positions.put(
                "as a list's element",
                gadget -> list().integer(1).block(0, 0, 0, 1).add(gadget).written());
        positions.put(
                "behind a list's elements",
                gadget -> list().integer(0).block(0, 0, 0, 0).add(gadget).written());
        positions.put(
                "behind the fields of a class that reads no more",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(Own.Node.class, Forgery.WRITE_METHOD)
                        .nothing()
                        .nothing()
                        .add(gadget)
                        .written());
        positions.put(
                "in place of an own class's field",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(Own.Node.class, Forgery.PLAIN)
                        .add(gadget)
                        .written());
        positions.put(
                "in place of a text",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(Own.Box.class, Forgery.PLAIN)
                        .add(gadget)
                        .written());
        positions.put(
                "in a record's field that it lacks",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(Own.Point.class, Forgery.PLAIN, "Ljava/lang/Object; junk")
                        .integer(1)
                        .integer(2)
                        .add(gadget)
                        .written());
        positions.put(
                "in external data",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(serOfTime(), Forgery.EXTERNAL)
                        .block(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                        .add(gadget)
                        .written());
        positions.put(
                "in an immutable list",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(classOf(List.of(1), "java.util.CollSer"), Forgery.WRITE_METHOD)
                        .integer(1)
                        .block(0, 0, 0, 1)
                        .add(gadget)
                        .written());
        positions.put(
                "as a queue's comparator",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(PriorityQueue.class, Forgery.WRITE_METHOD)
                        .integer(0)
                        .add(gadget)
                        .written());
        positions.put(
                "as a sorted map's comparator",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(TreeMap.class, Forgery.WRITE_METHOD)
                        .add(gadget)
                        .written());
        positions.put(
                "as the comparator of a comparator",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(
                                classOf(Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER), "ReverseComparator2"),
                                Forgery.PLAIN)
                        .add(gadget)
                        .written());
        positions.put(
                "as a map's key",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(HashMap.class, Forgery.WRITE_METHOD)
                        .bytes(0x3f, 0x40, 0, 0, 0, 0, 0, 12)
                        .block(0, 0, 0, 16, 0, 0, 0, 1)
                        .add(gadget)
                        .written());
        positions.put(
                "as a map's value",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(Hashtable.class, Forgery.WRITE_METHOD)
                        .bytes(0x3f, 0x40, 0, 0, 0, 0, 0, 8)
                        .block(0, 0, 0, 11, 0, 0, 0, 1)
                        .text("key")
                        .add(gadget)
                        .written());
        positions.put(
                "below a wrapper",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(classOf(Arrays.asList(1), "java.util.Arrays$ArrayList"), Forgery.PLAIN)
                        .add(gadget)
                        .written());
        positions.put(
                "as an exception's cause",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(Throwable.class, Forgery.WRITE_METHOD)
                        .add(gadget)
                        .written());
        positions.put(
                "in an exception's field that it lacks",
                gadget -> Forgery.stream()
                        .object()
                        .type(IllegalStateException.class, Forgery.PLAIN, "Ljava/lang/Object; junk")
                        .nothing()
                        .end()
                        .nothing()
                        .add(gadget)
                        .written());
        positions.put(
                "in place of the name of an enum constant",
                gadget -> Forgery.stream()
                        .bytes(0x7e)
                        .type(Own.Colour.class.getName(), 0, Forgery.ENUM)
                        .add(gadget)
                        .written());
        positions.put(
                "as a map's class of enums",
                gadget -> Forgery.stream()
                        .object()
                        .wholeType(java.util.EnumMap.class, Forgery.WRITE_METHOD)
                        .add(gadget)
                        .written());
        positions.put("as a proxy's handler", gadget -> proxy().add(gadget).written());
        positions.put(
                "as a stub's factory",
                gadget -> proxy().add(handler())
                        .add(new byte[0])
                        .add(reference("UnicastRef2"))
                        .add(gadget)
                        .written());
        positions.put(
                "behind a stub's reference",
                gadget -> proxy().add(handler())
                        .add(reference("UnicastRef"))
                        .add(gadget)
                        .written());
        positions.put(
                "in a reference of another kind",
                gadget -> proxy().add(handler()).block(0, 0).add(gadget).written());
        positions.put(
                "behind a reset",
                gadget -> Forgery.stream().bytes(0x79).add(gadget).written());
        positions.put(
                "in an aborted write",
                gadget -> Forgery.stream().bytes(0x7b).add(gadget).written());
        return positions;
    }

    private static byte[] array(String name, Class<?> type, byte[] element) {
        return Forgery.stream()
                .bytes(0x75)
                .type(name, java.io.ObjectStreamClass.lookupAny(type).getSerialVersionUID(), Forgery.PLAIN)
                .integer(1)
                .add(element)
                .written();
    }

    private static Class<?> serOfTime() {
        return classNamed("java.time.Ser");
    }

    private static Class<?> classOf(Object sample, String ending) {
        return sample.getClass().getName().endsWith(ending) ? sample.getClass() : classNamed(ending);
    }

    private static Class<?> classNamed(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Forgery proxy() {
        return Forgery.stream()
                .object()
                .proxyType("java.rmi.Remote", Own.Listener.class.getName())
                .nothing()
                .end()
                .type(
                        "java.lang.reflect.Proxy",
                        -2222568056686623797L,
                        Forgery.PLAIN,
                        List.of("Ljava/lang/reflect/InvocationHandler; h"))
                .nothing()
                .end()
                .nothing();
    }

    private static byte[] handler() {
        return Forgery.stream()
                .object()
                .type("java.rmi.server.RemoteObjectInvocationHandler", 2, Forgery.PLAIN, List.of())
                .nothing()
                .end()
                .type("java.rmi.server.RemoteObject", -3215090123894869218L, Forgery.WRITE_METHOD, List.of())
                .nothing()
                .end()
                .nothing()
                .written();
    }

    private static byte[] reference(String kind) {
        java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();
        try (java.io.DataOutputStream out = new java.io.DataOutputStream(content)) {
            out.writeUTF(kind);
            if (kind.equals("UnicastRef2")) {
                out.writeByte(1);
            }
            out.writeUTF("192.0.2.1");
            out.writeInt(99);
            if (!kind.equals("UnicastRef2")) {
                out.write(new byte[22]);
                out.writeBoolean(false);
            }
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        return Forgery.stream().block(content.toByteArray()).written();
    }

    // ---- where it is sent

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        positions().forEach((where, position) -> cases.add(Arguments.of(where, position)));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aGadgetIsRefusedByNameInArguments(String where, Position position) throws Exception {
        RecordingLoader loader = loader();
        HostedType type = Wires.type(ServiceObject.class, loader, Samples::own);
        for (String name : List.of(IN_LIBRARY, ON_CLASS_PATH)) {
            for (Map.Entry<String, byte[]> gadget : gadgets(name).entrySet()) {
                byte[] message = position.around(gadget.getValue());
                refused(
                        gadget.getKey(),
                        where,
                        name,
                        loader,
                        () -> marshaller()
                                .readArguments(
                                        new ByteArrayInputStream(message),
                                        0,
                                        Wires.method(type, "any"),
                                        type,
                                        Wires.ROUTE));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aGadgetIsRefusedByNameInTheAnswerOfACallback(String where, Position position) throws Exception {
        RecordingLoader loader = loader();
        Scope scope = new Scope(loader, Samples::own, NamePatterns.of(List.of()), new Refusals(System::nanoTime));
        OutgoingMethod any = OutgoingMethod.of(Own.Service.class.getMethod("any", Object.class), scope);
        for (int kind = 1; kind <= 2; kind++) {
            for (Map.Entry<String, byte[]> gadget : gadgets(IN_LIBRARY).entrySet()) {
                byte[] message = Forgery.stream()
                        .bytes(0x51, 0xac, 0xed, 0, 5)
                        .block(kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
                        .add(position.around(gadget.getValue()))
                        .written();
                refused(
                        gadget.getKey(),
                        where,
                        IN_LIBRARY,
                        loader,
                        () -> codec().readReply(new ByteArrayInputStream(message), any, Wires.ROUTE, new NoCalls()));
            }
        }
    }

    /** Binding takes stubs of unknown interfaces; they become empty ones, and nothing else is looked up. */
    private abstract static class Names implements Registry {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aGadgetIsNotLoadedByARegistryCall(String where, Position position) throws Exception {
        RecordingLoader loader = loader();
        HostedType type = Wires.type(Names.class, loader, name -> false);
        for (Map.Entry<String, byte[]> gadget : gadgets(IN_LIBRARY).entrySet()) {
            byte[] bound = Forgery.stream()
                    .text("name")
                    .add(position.around(gadget.getValue()))
                    .written();
            for (byte[] message : List.of(position.around(gadget.getValue()), bound)) {
                String what = gadget.getKey() + " " + where;
                assertThatThrownBy(() -> marshaller()
                                .readArguments(
                                        new ByteArrayInputStream(message),
                                        0,
                                        Wires.method(type, "bind"),
                                        type,
                                        Wires.ROUTE))
                        .as(what)
                        .isInstanceOfAny(UnmarshalException.class, java.io.EOFException.class);
                assertAsleep(what, loader);
            }
        }
    }

    private void refused(
            String gadget,
            String where,
            String name,
            RecordingLoader loader,
            org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        String what = gadget + " " + where;
        assertThatThrownBy(reading)
                .as(what)
                .isInstanceOf(UnmarshalException.class)
                .satisfies(refusal -> {
                    if (!UNREAD.contains(where)) {
                        assertThat(refusal).hasMessageStartingWith("HEARTH-CLASS: ");
                    }
                    if (!UNREAD.contains(where) && !where.endsWith("annotation")) {
                        assertThat(refusal).hasMessageContaining("wire.allow-classes: [" + name + "]");
                    }
                });
        assertAsleep(what, loader);
    }

    private static void assertAsleep(String what, RecordingLoader loader) {
        assertThat(loader.asked).as(what).noneMatch(asked -> asked.contains("Gadget"));
        assertThat(Strange.AWAKENED).as(what).hasValue(0);
        assertThat(System.getProperty(TRACE)).as(what).isNull();
    }

    private static Codec codec() {
        return new Codec(
                Wires.settings(List.of(), Duration.ofSeconds(5)),
                new FakeReferences(),
                new ObjectIds(new byte[] {1}),
                port -> false);
    }

    private static StreamMarshaller marshaller() {
        return new StreamMarshaller(codec(), new NoCalls());
    }

    // ---- what attack tools send

    static Stream<String> payloads() {
        return Stream.of(
                "sun.rmi.server.UnicastRef",
                "sun.rmi.server.UnicastServerRef",
                "sun.rmi.transport.LiveRef",
                "java.rmi.server.UnicastRemoteObject",
                "java.rmi.activation.ActivationID",
                "sun.rmi.server.ActivationGroupImpl",
                "javax.management.remote.rmi.RMIConnectionImpl_Stub",
                "javax.management.remote.rmi.RMIServerImpl_Stub",
                "java.rmi.MarshalledObject",
                "java.security.SignedObject",
                "java.net.URL",
                "java.net.InetAddress",
                "java.io.File",
                "java.lang.ProcessBuilder",
                "java.lang.invoke.SerializedLambda",
                "java.beans.beancontext.BeanContextSupport",
                "java.util.logging.Level",
                "java.util.PropertyPermission",
                "java.util.ServiceLoader",
                "javax.management.BadAttributeValueExpException",
                "javax.management.openmbean.TabularDataSupport",
                "javax.naming.InitialContext",
                "javax.naming.ldap.Rdn$RdnEntry",
                "javax.script.ScriptEngineManager",
                "javax.swing.UIDefaults$TextAndMnemonicHashMap",
                "javax.sql.rowset.RowSetFactory",
                "com.sun.rowset.JdbcRowSetImpl",
                "com.sun.jndi.ldap.LdapAttribute",
                "com.sun.org.apache.xalan.internal.xsltc.trax.TemplatesImpl",
                "sun.reflect.annotation.AnnotationInvocationHandler",
                "sun.print.UnixPrintServiceLookup",
                "jdk.internal.misc.Unsafe",
                "org.apache.commons.collections.functors.InvokerTransformer",
                "bsh.XThis",
                "clojure.core$comp",
                "groovy.util.Expando",
                "com.zaxxer.hikari.HikariDataSource",
                "org.h2.jdbcx.JdbcDataSource",
                "ch.qos.logback.core.db.JNDIConnectionSource",
                "com.fasterxml.jackson.databind.node.POJONode");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void whatAttackToolsSendIsRefusedByName(String name) {
        HostedType type = Wires.type(ServiceObject.class, Samples.class.getClassLoader(), Samples::own);
        byte[] object = Forgery.stream().object().type(name, 1, Forgery.PLAIN).written();
        for (byte[] message : List.of(
                object,
                Forgery.stream()
                        .object()
                        .wholeType(ArrayList.class, 3)
                        .integer(1)
                        .block(0, 0, 0, 1)
                        .add(object)
                        .written())) {
            assertThatThrownBy(() -> marshaller()
                            .readArguments(
                                    new ByteArrayInputStream(message), 0, Wires.method(type, "any"), type, Wires.ROUTE))
                    .isInstanceOf(UnmarshalException.class)
                    .hasMessageStartingWith("HEARTH-CLASS: " + name + " is not let in");
        }
    }

    @Test
    void referencesOfOtherKindsAreRefused() {
        HostedType type = Wires.type(ServiceObject.class, Samples.class.getClassLoader(), Samples::own);
        for (String kind : List.of("UnicastServerRef", "UnicastServerRef2", "ActivatableRef", "MonitorRef", "")) {
            byte[] message = proxy().add(handler()).add(reference(kind)).end().written();
            assertThatThrownBy(() -> marshaller()
                            .readArguments(
                                    new ByteArrayInputStream(message), 0, Wires.method(type, "any"), type, Wires.ROUTE))
                    .isInstanceOf(UnmarshalException.class)
                    .hasMessageStartingWith("HEARTH-CLASS: ")
                    .hasMessageContaining("only UnicastRef and UnicastRef2 are read");
        }
    }

    @Test
    void combinationsOfInterfacesDoNotFillTheLoader() throws Exception {
        ClassLoader loader = new RecordingLoader();
        Scope scope = new Scope(loader, Samples::own, NamePatterns.of(List.of()), new Refusals(System::nanoTime));
        List<Class<?>> both = List.of(Remote.class, Own.Listener.class);
        assertThat(scope.proxyLoader(both)).isSameAs(loader);
        for (int i = 0; i < 1_000; i++) {
            scope.proxyLoader(Collections.nCopies(i, Remote.class));
        }
        assertThat(scope.proxyLoader(both)).isSameAs(loader);
        assertThat(scope.proxyLoader(Collections.nCopies(1_000, Remote.class))).isNotSameAs(loader);
    }
}
