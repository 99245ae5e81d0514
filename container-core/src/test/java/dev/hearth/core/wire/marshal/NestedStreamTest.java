package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.wire.marshal.Samples.Own;
import dev.hearth.core.wire.marshal.Samples.Strange;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.MarshalledObject;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@link MarshalledObject} holds is read under the filter of the message that brought it, whenever that is. */
class NestedStreamTest {

    /** Takes values that hold streams. */
    public interface Depot extends Remote {
        void put(MarshalledObject<?> value) throws RemoteException;

        void wrap(Own.Point first, Hasty second) throws RemoteException;

        void any(Object value) throws RemoteException;

        void bytes(byte[] value) throws RemoteException;
    }

    /** Opens what it holds while it is read itself. */
    public static final class Hasty implements Serializable {
        private static final long serialVersionUID = 1;
        private final MarshalledObject<?> inside;

        Hasty(Object inside) throws IOException {
            this.inside = new MarshalledObject<>(inside);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            Objects.requireNonNull(inside).get();
        }
    }

    abstract static class DepotObject implements Depot {}

    private static final class OwnHandler implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Object invoke(Object proxy, Method method, @Nullable Object[] arguments) {
            return "called";
        }
    }

    private final StreamMarshaller marshaller = new StreamMarshaller(
            new Codec(Wires.settings(), new FakeReferences(), new ObjectIds(new byte[] {9}), port -> false),
            new NoCalls());

    private static HostedType type(@Nullable ObjectInputFilter filter) {
        Deployment deployment = new Deployment(
                "test",
                NestedStreamTest.class.getClassLoader(),
                name -> Samples.own(name) || name.startsWith(NestedStreamTest.class.getName()),
                Map.of(),
                Threading.POOLED);
        return HostedType.of(
                "depot",
                deployment,
                DepotObject.class,
                new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                context -> new Object(),
                filter);
    }

    private Object[] read(HostedType type, String method, Object... values) throws Exception {
        ClientStream.Arguments arguments = ClientStream.of(out -> {
            for (Object value : values) {
                out.writeObject(value);
            }
        });
        return marshaller.readArguments(
                arguments.in(), arguments.blockBytes(), Wires.method(type, method), type, Wires.ROUTE);
    }

    private @Nullable Object opened(Object inside) throws Exception {
        Object read = read(type(null), "put", new MarshalledObject<>(inside))[0];
        return ((MarshalledObject<?>) read).get();
    }

    static Stream<Object> letIn() {
        return Stream.of(
                "text",
                List.of(1, "x"),
                new Own.Point(1, 2),
                new Object[] {new Own.Point(1, 2), 5},
                new int[] {1},
                Own.Colour.RED,
                java.util.EnumSet.of(Own.Colour.RED),
                java.util.Set.of(1, 2),
                java.util.TimeZone.getDefault(),
                java.time.LocalDate.of(2024, 2, 29),
                Map.of("k", List.of(2L)));
    }

    @ParameterizedTest
    @MethodSource("letIn")
    void whatTheMethodLetsInIsLetIn(Object value) throws Exception {
        assertThat(opened(value)).isEqualTo(value);
    }

    static Stream<Object> refused() throws IOException {
        return Stream.of(
                new Strange.Gadget(),
                new Strange.ExternalGadget(),
                new Object[] {new Strange.Gadget()},
                new Strange.Gadget[] {new Strange.Gadget()},
                List.of(new Strange.Gadget()),
                Map.of("k", new Strange.ExternalGadget()),
                new MarshalledObject<>(new Strange.Gadget()),
                Proxy.newProxyInstance(
                        NestedStreamTest.class.getClassLoader(), new Class<?>[] {Comparable.class}, new OwnHandler()),
                Proxy.newProxyInstance(
                        NestedStreamTest.class.getClassLoader(),
                        new Class<?>[] {Depot.class},
                        new RemoteObjectInvocationHandler(
                                new StubRef(new StubAddress("192.0.2.1", 5, new WireId(7, 8, 9, (short) 10), null)))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatTheMethodRefusesIsNotMadeHoweverLateItIsRead(Object value) throws Exception {
        int before = Strange.AWAKENED.get();

        assertThatThrownBy(() -> {
                    Object inside = opened(value);
                    if (inside instanceof MarshalledObject<?> again) {
                        again.get();
                    }
                })
                .isInstanceOf(InvalidClassException.class);

        assertThat(Strange.AWAKENED).hasValue(before);
    }

    @Test
    void whatIsOpenedWhileTheMessageIsReadIsRefusedToo() throws Exception {
        Hasty harmless = new Hasty(new Own.Point(2, 2));
        Hasty harmful = new Hasty(new Strange.ExternalGadget());
        int before = Strange.AWAKENED.get();
        assertThatCode(() -> read(type(null), "wrap", new Own.Point(1, 1), harmless))
                .doesNotThrowAnyException();

        assertThatThrownBy(() -> read(type(null), "wrap", new Own.Point(1, 1), harmful))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("ExternalGadget is not let in");

        assertThat(Strange.AWAKENED).hasValue(before);
    }

    // what the exporter wants besides

    @Test
    void exportersFilterNarrowsAndNeverWidens() throws Exception {
        ObjectInputFilter texts = ObjectInputFilter.Config.createFilter("java.lang.*;maxarray=3;!*");
        HostedType type = type(texts);

        assertThat(read(type, "any", 5)).containsExactly(5);
        assertThat(read(type, "bytes", (Object) new byte[3])).hasSize(1);
        assertThatThrownBy(() -> read(type, "bytes", (Object) new byte[4]))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("the exporter's filter rejects");
        assertThatThrownBy(() -> read(type, "any", new Own.Point(1, 2)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("what the exporter's filter rejects (" + Own.Point.class.getName() + ")");
        assertThatThrownBy(() -> read(type(info -> ObjectInputFilter.Status.ALLOWED), "any", new Strange.Gadget()))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("Gadget is not let in");
    }
}
