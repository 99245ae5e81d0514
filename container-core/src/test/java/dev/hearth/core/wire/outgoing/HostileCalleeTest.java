package dev.hearth.core.wire.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.FakeReferences;
import dev.hearth.core.wire.marshal.ForeignReference;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.Route;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.marshal.Wires;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stubs that an attacker sends, and what waits at the other end of them. */
@Timeout(60)
class HostileCalleeTest {

    private static final byte[] ANSWER = {0x51, (byte) 0xac, (byte) 0xed, 0, 5, 0x77, 15, 1};
    private static final int LONG_TEXT = 0x7c;

    private final EchoingObject elsewhere = new EchoingObject();
    private final List<AutoCloseable> closing = new CopyOnWriteArrayList<>();
    private final List<IOException> ends = new CopyOnWriteArrayList<>();
    private ServerSocket attacker;

    /** Takes a stub, as a subscription does. */
    interface Taking extends Remote {
        void take(Remote stub) throws RemoteException;
    }

    private abstract static class Taker implements Taking {}

    @BeforeEach
    void listen() throws IOException {
        attacker = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        closing.add(attacker);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closing) {
            each.close();
        }
    }

    /** What hosted code gets of a stub that leads to the attacker, sent by this peer. */
    private Echoing received(String peer, Duration deadline) throws Exception {
        Codec codec = new Codec(
                Wires.settings(List.of(), deadline),
                new FakeReferences(),
                new ObjectIds(new byte[] {1}),
                port -> false);
        JrmpClient client =
                new JrmpClient(Wires.settings(List.of(), deadline), Optional.empty(), codec, () -> 1, () -> () -> {});
        closing.add(client);
        HostedType type =
                Wires.type(Taker.class, getClass().getClassLoader(), name -> name.startsWith(Echoing.class.getName()));
        byte[] sent = stub();
        Route route = new Route("192.0.2.1", 1099, new Peer(InetAddress.getByName(peer), 1, Optional.empty()), 0);
        return (Echoing) new StreamMarshaller(codec, client)
                .readArguments(
                        new ByteArrayInputStream(sent, 4, sent.length - 4), 0, Wires.method(type, "take"), type, route)[
                0];
    }

    private byte[] stub() throws IOException {
        Remote made = UnicastRemoteObject.exportObject(elsewhere, 0, null, port -> new ServerSocket(0) {
            @Override
            public int getLocalPort() {
                return attacker.getLocalPort();
            }
        });
        closing.add(this::unexport);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(made);
        }
        return bytes.toByteArray();
    }

    private void unexport() throws NoSuchObjectException {
        UnicastRemoteObject.unexportObject(elsewhere, true);
    }

    @Test
    void aStubThatNamesAnotherHostOpensNoConnectionAndStartsNoThread() throws Exception {
        Set<Thread> before = Set.of();
        for (int i = 0; i < 20; i++) {
            closeAllButTheListener();
            before = Thread.getAllStackTraces().keySet();
            Echoing foreign = received("192.0.2.7", Duration.ofSeconds(20));
            assertThat(ForeignReference.of(foreign)).isPresent();
            assertThat(foreign).isEqualTo(foreign).hasToString(foreign.toString());
            assertThat(foreign.hashCode()).isEqualTo(foreign.hashCode());
        }
        Set<Thread> known = before;
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !known.contains(thread))
                .extracting(Thread::getName)
                .filteredOn(name -> name.startsWith("hearth"))
                .allMatch("hearth-outgoing-watchdog"::equals);
        try (Socket own = new Socket(attacker.getInetAddress(), attacker.getLocalPort());
                Socket first = attacker.accept()) {
            assertThat(first.getPort()).as("nobody connected before").isEqualTo(own.getLocalPort());
        }
    }

    private void closeAllButTheListener() throws Exception {
        for (AutoCloseable each : closing.subList(1, closing.size())) {
            each.close();
        }
        closing.subList(1, closing.size()).clear();
    }

    /** What the attacker does on a connection once a call has come. */
    private interface Answering {
        void on(DataOutputStream out) throws IOException;
    }

    /** Serves calls and leases, each connection by a thread of its own. */
    private void answer(Answering answering) {
        start(() -> {
            while (!attacker.isClosed()) {
                Socket socket = attacker.accept();
                closing.add(socket);
                start(() -> {
                    shakeHands(socket);
                    answering.on(new DataOutputStream(socket.getOutputStream()));
                });
            }
        });
    }

    private interface Serving {
        void run() throws IOException;
    }

    private void start(Serving serving) {
        Thread thread = new Thread(
                () -> {
                    try {
                        serving.run();
                    } catch (IOException ended) {
                        ends.add(ended);
                    }
                },
                "attacker");
        thread.setDaemon(true);
        thread.start();
    }

    private static void shakeHands(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        in.readFully(new byte[7]);
        out.write(0x4e);
        out.writeUTF("you");
        out.writeInt(1);
        in.readUTF();
        in.readInt();
        in.readUnsignedByte();
    }

    private static void beginText(DataOutputStream out, long length) throws IOException {
        out.write(ANSWER);
        out.write(new byte[14]);
        out.write(LONG_TEXT);
        out.writeLong(length);
    }

    @Test
    void anAnswerThatTricklesEndsAtTheDeadline() throws Exception {
        answer(out -> {
            beginText(out, 1 << 20);
            while (true) {
                out.write('x');
                LockSupport.parkNanos(1_000_000);
            }
        });
        Echoing foreign = received("192.0.2.7", Duration.ofSeconds(2));
        assertThatThrownBy(() -> foreign.echo("x"))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-DEADLINE: ");
    }

    @Test
    void anAnswerThatNeverEndsIsBoundedInBytes() throws Exception {
        byte[] much = new byte[1 << 16];
        answer(out -> {
            beginText(out, 1L << 40);
            while (true) {
                out.write(much);
            }
        });
        Echoing foreign = received("192.0.2.7", Duration.ofSeconds(50));
        assertThatThrownBy(() -> foreign.echo("x"))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("wire.message-bytes");
    }

    @Test
    void anAnswerThatClaimsMuchAndSendsNothingTakesNoMemory() throws Exception {
        answer(out -> {
            out.write(ANSWER);
            out.write(new byte[14]);
            out.write(new byte[] {0x75, 0x72, 0, 2, '[', 'J', 0x78, 0x20, 4, (byte) 0xb5, 0x12, (byte) 0xb1, 0x75});
            out.write(new byte[] {(byte) 0x93, 2, 0, 0, 0x70, 0x78, 0x70});
            out.writeInt(4 << 20);
        });
        Echoing foreign = received("192.0.2.7", Duration.ofSeconds(50));
        assertThatThrownBy(() -> foreign.echo("x")).isInstanceOf(RemoteException.class);
    }
}
