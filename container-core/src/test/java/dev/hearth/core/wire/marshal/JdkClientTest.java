package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Samples.Own;
import dev.hearth.core.wire.marshal.Samples.Strange;
import dev.hearth.core.wire.outgoing.JrmpClient;
import dev.hearth.core.wire.outgoing.Waiting;
import java.lang.reflect.Proxy;
import java.rmi.MarshalException;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.rmi.server.UnicastRemoteObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The JDK's own stubs against the marshaller: what they really send, and what they really understand. */
@Timeout(60)
class JdkClientTest {

    private final FakeReferences references = new FakeReferences();
    private final ServiceObject servant = new ServiceObject();
    private JrmpClient outgoing;
    private SmallEndpoint endpoint;
    private Own.Service stub;

    @BeforeEach
    void connect() throws Exception {
        HearthConfig.Wire settings = Wires.settings();
        ObjectIds ids = new ObjectIds(new byte[] {5});
        Codec codec = new Codec(settings, references, ids, port -> false);
        outgoing = new JrmpClient(settings, Optional.empty(), codec, () -> endpoint.port(), Waiting.UNNOTICED);
        HostedType type = Wires.type(ServiceObject.class, getClass().getClassLoader(), Samples::own);
        references.host(servant);
        endpoint = new SmallEndpoint(ids, new StreamMarshaller(codec, outgoing), servant, type);
        stub = (Own.Service)
                LocateRegistry.getRegistry("127.0.0.1", endpoint.port()).lookup("service");
    }

    @AfterEach
    void everyMessageWasReadExactly() throws Exception {
        outgoing.close();
        endpoint.close();
        assertThat(endpoint.fault()).isEmpty();
    }

    @Test
    void whatTheClientLooksUpIsAGenuineStub() {
        assertThat(Proxy.getInvocationHandler(stub)).isExactlyInstanceOf(RemoteObjectInvocationHandler.class);
        assertThat(endpoint.called).startsWith("lookup", "dirty");
    }

    @Test
    void callsOfEveryKind() throws Exception {
        byte[] bytes = {1, 2};
        assertThat(stub.mixed(1, "b", 3, bytes, true, "b", 7)).isEqualTo(servant.mixed(1, "b", 3, bytes, true, "b", 7));
        assertThat(stub.mixed(1, null, 3, null, true, "x".repeat(70_000), 7))
                .isEqualTo(servant.mixed(1, null, 3, null, true, "x".repeat(70_000), 7));
        assertThat(stub.text("ü\u0000")).isEqualTo("ü\u0000");
        assertThat(stub.bytes(new byte[300_000])).hasSize(300_000);
        stub.nothing();
        assertThat(stub.colours(Own.Colour.values())).containsExactly(Own.Colour.values());
        assertThat(stub.points(Map.of("a", List.of(new Own.Point(1, 2)))))
                .isEqualTo(Map.of("a", List.of(new Own.Point(1, 2))));
        assertThat(stub.box(new Own.Box("b", null)).text).isEqualTo("b");
        assertThat(stub.task(new Strange.PiTask())).isEqualTo(3.14);
        assertThat(stub.any(null)).isNull();
        assertThat(stub.any(new ArrayList<>(Arrays.asList(1, "x", new Own.Point(1, 1), null))))
                .isEqualTo(Arrays.asList(1, "x", new Own.Point(1, 1), null));
    }

    @Test
    void ourStubComesBackAsTheObject() throws Exception {
        assertThat(stub.self()).isEqualTo(stub);
        assertThat(stub.same(stub))
                .isEqualTo("local " + references.referenceTo(servant).number());
    }

    @Test
    void aCallbackIsCalled() throws Exception {
        Own.Listener listener = what -> "heard " + what;
        Own.Listener exported = (Own.Listener) UnicastRemoteObject.exportObject(listener, 0);
        try {
            assertThat(stub.subscribe(listener)).isEqualTo("heard news");
            assertThat(stub.any(exported))
                    .as("and comes back as the stub that it was")
                    .isEqualTo(exported);
        } finally {
            UnicastRemoteObject.unexportObject(listener, true);
        }
    }

    @Test
    void exceptionsArrive() {
        assertThatThrownBy(() -> stub.failing("declared"))
                .isInstanceOf(Own.Refused.class)
                .hasCauseExactlyInstanceOf(RemoteException.class)
                .hasRootCauseExactlyInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stub.failing("runtime")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stub.failing("library"))
                .isExactlyInstanceOf(RemoteException.class)
                .hasMessageContaining("LibraryException: pool");
        assertThatThrownBy(() -> stub.failing("unserializable"))
                .isInstanceOf(MarshalException.class)
                .hasMessageContaining("NotSerializable")
                .hasMessageContaining("holder.");
    }

    @Test
    void aRefusedClassIsNamedToTheClient() {
        assertThatThrownBy(() -> stub.any(new Strange.Gadget()))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("HEARTH-CLASS: ")
                .hasMessageContaining("wire.allow-classes");
        await("the rest of a message that was refused")
                .until(() -> endpoint.fault().isPresent());
        endpoint.faults.clear();
    }
}
