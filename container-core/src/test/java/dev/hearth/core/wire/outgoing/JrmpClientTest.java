package dev.hearth.core.wire.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.FakeReferences;
import dev.hearth.core.wire.marshal.ForeignReference;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.marshal.Wires;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.rmi.ConnectException;
import java.rmi.ConnectIOException;
import java.rmi.MarshalException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.ServerError;
import java.rmi.ServerException;
import java.rmi.UnexpectedException;
import java.rmi.UnmarshalException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls to objects that the JDK's own RMI exports, and to peers that misbehave. */
@Timeout(60)
class JrmpClientTest {

    private static final int OUR_PORT = 4711;

    /** Takes a stub, as a subscription does. */
    interface Taking extends Remote {
        void take(Remote stub) throws RemoteException;
    }

    private abstract static class Taker implements Taking {}

    private final FakeReferences references = new FakeReferences();
    private final EchoingObject object = new EchoingObject();
    private final AtomicInteger waiting = new AtomicInteger();
    private final List<Runnable> closing = new ArrayList<>();
    private final List<java.net.Socket> accepted = new CopyOnWriteArrayList<>();
    private Echoing stub;

    @BeforeEach
    void export() throws RemoteException {
        stub = (Echoing) UnicastRemoteObject.exportObject(object, 0, null, counting());
    }

    private RMIServerSocketFactory counting() {
        return port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()) {
            @Override
            public java.net.Socket accept() throws IOException {
                java.net.Socket socket = super.accept();
                accepted.add(socket);
                return socket;
            }
        };
    }

    @AfterEach
    void unexport() throws RemoteException {
        object.block.countDown();
        closing.forEach(Runnable::run);
        UnicastRemoteObject.unexportObject(object, true);
    }

    /** The stub as hosted code gets it when a client passes it. */
    private Echoing received(Remote sent, Duration deadline) throws Exception {
        HearthConfig.Wire settings = Wires.settings(List.of(), deadline);
        Codec codec = new Codec(settings, references, new ObjectIds(new byte[] {1}), port -> false);
        JrmpClient client = new JrmpClient(settings, Optional.empty(), codec, () -> OUR_PORT, () -> {
            waiting.incrementAndGet();
            return waiting::decrementAndGet;
        });
        closing.add(client::close);
        HostedType type = Wires.type(
                Taker.class,
                getClass().getClassLoader(),
                name -> name.startsWith(Echoing.class.getName()) && !name.contains("Gadget"));
        HostedMethod method = Wires.method(type, "take");
        byte[] arguments = jdkBytes(sent);
        Object[] read = new StreamMarshaller(codec, client)
                .readArguments(
                        new ByteArrayInputStream(arguments, 4, arguments.length - 4), 0, method, type, Wires.ROUTE);
        assertThat(ForeignReference.of(read[0])).isPresent();
        return (Echoing) read[0];
    }

    private Echoing received() throws Exception {
        return received(stub, Duration.ofSeconds(20));
    }

    private static byte[] jdkBytes(Remote sent) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        return bytes.toByteArray();
    }

    @Test
    void argumentsAndResultsTravel() throws Exception {
        Echoing foreign = received();
        assertThat(foreign.add(1, 2, "abc", new byte[4])).isEqualTo(10);
        assertThat(foreign.entries(3)).extracting(Echoing.Entry::key).containsExactly("k0", "k1", "k2");
        assertThat(foreign.echo(null)).isNull();
        assertThat(foreign.echo(List.of("a", 1))).isEqualTo(List.of("a", 1));
        assertThat((byte[]) foreign.echo(new byte[100_000])).hasSize(100_000);
        assertThat(waiting).as("whoever was told of a wait is told of its end").hasValue(0);
    }

    @Test
    void exceptionsTravelAsAJdkStubWouldThrowThem() throws Exception {
        Echoing foreign = received();
        assertThatThrownBy(() -> foreign.fail("declared"))
                .isInstanceOf(Echoing.Odd.class)
                .hasMessage("odd");
        assertThatThrownBy(() -> foreign.fail("runtime"))
                .isInstanceOf(IllegalStateException.class)
                .satisfies(thrown -> assertThat(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(EchoingObject.class.getName()))
                        .anyMatch(frame -> frame.getClassName().equals(JrmpClient.class.getName())));
        assertThatThrownBy(() -> foreign.fail("error")).isInstanceOf(ServerError.class);
        assertThatThrownBy(() -> foreign.fail("remote"))
                .isInstanceOf(ServerException.class)
                .hasRootCauseMessage("remote");
        assertThat(foreign.add(1, 1, "", new byte[0])).isEqualTo(2);
    }

    @Test
    void anUndeclaredCheckedExceptionIsUnexpected() throws Exception {
        Echoing foreign = received();
        assertThatThrownBy(() -> foreign.fail("undeclared"))
                .isInstanceOf(UnexpectedException.class)
                .hasCauseInstanceOf(java.io.FileNotFoundException.class);
    }

    @Test
    void anAnswerIsFilteredLikeACall() throws Exception {
        Echoing foreign = received();
        assertThatThrownBy(() -> foreign.echo("gadget"))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-CLASS: " + Echoing.Gadget.class.getName())
                .hasMessageContaining("the answer of Echoing.echo");
        assertThat(foreign.echo("fine")).isEqualTo("fine");
    }

    @Test
    void connectionsAreUsedAgain() throws Exception {
        Echoing foreign = received();
        for (int i = 0; i < 20; i++) {
            foreign.add(i, i, "", new byte[0]);
        }
        assertThat(accepted).as("one for calls, one for the lease").hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void hostedObjectsInArgumentsBecomeStubsThatNameUs() throws Exception {
        EchoingObject servant = new EchoingObject();
        long number = references.host(servant).number();
        Object back = received().echo(servant);
        assertThat(FakeReferences.LocalReference.of(back)).isEqualTo(number);
        assertThat(references.left).containsExactly(number);
    }

    @Test
    void aStubInAResultIsAForeignReferenceToo() throws Exception {
        EchoingObject second = new EchoingObject();
        object.other = (Echoing) UnicastRemoteObject.exportObject(second, 0);
        try {
            Echoing other = received().other();
            assertThat(ForeignReference.of(other)).isPresent();
            assertThat(other.add(2, 2, "", new byte[0])).isEqualTo(4);
        } finally {
            UnicastRemoteObject.unexportObject(second, true);
        }
    }

    @Test
    void anArgumentThatCanNotBeSentIsNamed() throws Exception {
        Echoing foreign = received();
        assertThatThrownBy(() -> foreign.echo(new Object[] {new Object()}))
                .isInstanceOf(MarshalException.class)
                .hasMessageContaining("the arguments of Echoing.echo")
                .hasMessageContaining("java.lang.Object");
        assertThat(foreign.echo(1)).isEqualTo(1);
    }

    @Test
    void aCallThatTakesTooLongEndsAtItsDeadline() throws Exception {
        Echoing foreign = received(stub, Duration.ofSeconds(2));
        assertThatThrownBy(() -> foreign.fail("block"))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-DEADLINE: ")
                .hasMessageContaining("wire.outgoing-deadline")
                .hasCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void aMuteServerEndsWithTheDeadlineToo() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Echoing foreign = received(stubTo(mute.getLocalPort()), Duration.ofMillis(300));
            assertThatThrownBy(() -> foreign.echo(1))
                    .isInstanceOf(ConnectIOException.class)
                    .hasMessageStartingWith("HEARTH-DEADLINE: ");
        }
    }

    /** A genuine stub that leads elsewhere. */
    private Remote stubTo(int port) throws RemoteException {
        EchoingObject elsewhere = new EchoingObject();
        RMIClientSocketFactory none = null;
        Remote made = UnicastRemoteObject.exportObject(elsewhere, 0, none, p -> new ServerSocket(0) {
            @Override
            public int getLocalPort() {
                return port;
            }
        });
        closing.add(() -> {
            try {
                UnicastRemoteObject.unexportObject(elsewhere, true);
            } catch (java.rmi.NoSuchObjectException gone) {
                throw new IllegalStateException(gone);
            }
        });
        return made;
    }

    @Test
    void whereNobodyListensTheCallNeverLeft() throws Exception {
        Echoing foreign = received(stubTo(Ports.free()), Duration.ofSeconds(20));
        assertThatThrownBy(() -> foreign.echo(1)).isInstanceOf(ConnectException.class);
    }

    @Test
    void whoeverSpeaksNoJrmpIsNotCalled() throws Exception {
        try (ServerSocket http = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerAsHttp(http));
            answering.start();
            Echoing foreign = received(stubTo(http.getLocalPort()), Duration.ofSeconds(20));
            assertThatThrownBy(() -> foreign.echo(1))
                    .isInstanceOf(ConnectIOException.class)
                    .hasMessageContaining("non-JRMP");
        }
    }

    private static void answerAsHttp(ServerSocket http) {
        while (!http.isClosed()) {
            try (java.net.Socket socket = http.accept()) {
                socket.getInputStream().readNBytes(7); // the greeting
                socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                assertThat(http.isClosed()).isTrue();
            }
        }
    }

    @Test
    void anInterruptionEndsTheCall() throws Exception {
        Echoing foreign = received();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                foreign.fail("block");
            } catch (Exception ended) {
                thrown.set(ended);
            }
        });
        caller.start();
        await("the call is on its way").until(() -> waiting.get() == 1);
        caller.interrupt();
        caller.join(60_000);
        assertThat(caller.isAlive()).isFalse();
        assertThat(thrown.get()).isInstanceOf(RemoteException.class);
        assertThat(waiting).hasValue(0);
    }

    @Test
    void closingEndsCallsInProgressAndRefusesLaterOnes() throws Exception {
        Echoing foreign = received();
        CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> {
            try {
                foreign.fail("block");
                return new AssertionError("it returned");
            } catch (Exception failed) {
                return failed;
            }
        });
        await("the call is on its way").until(() -> waiting.get() == 1);
        closing.forEach(Runnable::run);
        assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> foreign.echo(1)).isInstanceOf(ConnectException.class);
    }

    @Test
    void aPeerThatClosedIdleConnectionsIsCalledAgain() throws Exception {
        Echoing foreign = received();
        foreign.echo(1);
        for (java.net.Socket socket : accepted) {
            socket.close();
        }
        // used a moment ago, a connection is taken without asking whether its other end is still there
        await().pollDelay(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(foreign.echo(2)).isEqualTo(2));
    }

    @Test
    void aListenerThatNobodyElseHoldsLivesAsLongAsItsReference() throws Exception {
        Echoing[] held = {received()};
        await("it is claimed though it was never called").until(() -> !accepted.isEmpty());
        held[0].echo(1);
        assertThat(object.unreferenced.getCount()).isEqualTo(1);
        held[0] = null;
        await("it is given up when the reference is collected").until(() -> {
            System.gc();
            return object.unreferenced.getCount() == 0;
        });
    }
}
