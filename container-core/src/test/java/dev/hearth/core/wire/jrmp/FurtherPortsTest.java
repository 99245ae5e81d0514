package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.Terms;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.ExportPorts;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.cli.child.Ports;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.testing.NamesOf;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.marshal.Wires;
import dev.hearth.core.wire.outgoing.JrmpClient;
import dev.hearth.core.wire.registry.BindingRules;
import dev.hearth.core.wire.registry.Bindings;
import dev.hearth.core.wire.registry.RegistryServant;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.NoSuchObjectException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.ExportException;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RMIServerSocketFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Exports on ports of their own, as the JDK's client meets them. */
@Timeout(60)
class FurtherPortsTest {

    private final Rooms rooms = new Rooms();
    private final Deployment bank = Rooms.deployment("bank");
    private final Map<String, Remote> names = new ConcurrentHashMap<>();
    private JrmpEndpoint endpoint;
    private JrmpClient outgoing;

    /** What is exported. */
    public interface Phone extends Remote {
        String say(String text) throws RemoteException;

        Phone other() throws RemoteException;

        boolean isServant(Phone phone) throws RemoteException;

        String host() throws RemoteException;
    }

    /** Knows another one. */
    private static final class PhoneObject implements Phone {
        private final Phone other;

        PhoneObject(Phone other) {
            this.other = other;
        }

        @Override
        public String say(String text) {
            return "said " + text;
        }

        @Override
        public Phone other() {
            return other;
        }

        @Override
        public boolean isServant(Phone phone) {
            return phone.toString().startsWith("reference to object");
        }

        @Override
        public String host() throws RemoteException {
            try {
                return dev.hearth.core.adapter.Exports.clientHost();
            } catch (java.rmi.server.ServerNotActiveException outside) {
                throw new RemoteException("outside", outside);
            }
        }
    }

    /** Turns each byte over, on both sides; sockets without a channel. */
    private static final class Turning extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int read = super.read();
                    return read < 0 ? read : read ^ 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = super.read(bytes, offset, length);
                    for (int i = 0; i < count; i++) {
                        bytes[offset + i] ^= (byte) 0xff;
                    }
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int value) throws IOException {
                    out.write(value ^ 0xff);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    byte[] turned = new byte[length];
                    for (int i = 0; i < length; i++) {
                        turned[i] = (byte) (bytes[offset + i] ^ 0xff);
                    }
                    out.write(turned);
                }
            };
        }
    }

    /** Equal to all others, as factories should be. */
    private record TurningClients() implements RMIClientSocketFactory, Serializable {
        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket socket = new Turning();
            socket.connect(new java.net.InetSocketAddress(host, port));
            return socket;
        }
    }

    private record TurningServers() implements RMIServerSocketFactory {
        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return new ServerSocket(port) {
                @Override
                public Socket accept() throws IOException {
                    Socket socket = new Turning();
                    implAccept(socket);
                    return socket;
                }
            };
        }
    }

    @BeforeEach
    void start() throws IOException {
        ObjectIds ids = new ObjectIds(new byte[] {7});
        HearthConfig.Wire wire = Wires.settings();
        Codec codec = new Codec(wire, rooms.adapter.references(), ids, port -> endpoint.listens(port));
        outgoing = new JrmpClient(wire, Optional.empty(), codec, () -> endpoint.port(), rooms.dispatcher::outside);
        endpoint = new JrmpEndpoint(
                "127.0.0.1",
                0,
                wire,
                Optional.empty(),
                Rooms.THREADS,
                new HearthConfig.Exports(3, 2),
                rooms.processor,
                new StreamMarshaller(codec, outgoing),
                ids,
                rooms.adapter.references());
        rooms.adapter.exports().connect(endpoint, endpoint);
        rooms.adapter.hostWellKnown(
                WellKnown.REGISTRY,
                HostedType.of(
                        WellKnown.REGISTRY_NAME,
                        bank,
                        RegistryServant.class,
                        new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                        context -> new RegistryServant(new NamesOf(names), new Bindings(10), new BindingRules(wire))));
        endpoint.bind();
    }

    @AfterEach
    void stop() {
        rooms.adapter.undeploy("bank");
        rooms.adapter.forget(bank);
        outgoing.close();
        endpoint.close();
        rooms.close();
    }

    /** The same as another version of the deployment has it: of other classes, so that nothing is equal. */
    private record LaterClients() implements RMIClientSocketFactory, Serializable {
        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new TurningClients().createSocket(host, port);
        }
    }

    private static final class LaterServers implements RMIServerSocketFactory {
        private final List<Integer> ports;

        LaterServers(List<Integer> ports) {
            this.ports = ports;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            ports.add(port);
            return new TurningServers().createServerSocket(port);
        }
    }

    private Phone exported(Deployment by, String name, PhoneObject phone, Terms terms) throws Exception {
        names.put(name, rooms.adapter.exports().export(by, phone, terms));
        return lookup(endpoint.port(), name);
    }

    @Test
    void aNewVersionWithFactoriesOfItsOwnTakesThePortOverWhenItIsAccepted() throws Exception {
        endpoint.start();
        int port = Ports.free();
        Deployment second = Rooms.deployment("bank");
        PhoneObject older = new PhoneObject(null);
        PhoneObject newer = new PhoneObject(null);
        List<Integer> opened = new ArrayList<>();
        Phone former =
                exported(bank, "former", older, new Terms(port, new TurningClients(), new TurningServers(), null));
        Terms terms = new Terms(port, new LaterClients(), new LaterServers(opened), null);

        Phone later = exported(second, "later", newer, terms);

        assertThat(later.toString()).contains("LaterClients", ":" + port);
        assertThat(later.say("before")).isEqualTo("said before");
        assertThat(opened).containsExactly(0);
        Terms shops = new Terms(port, new LaterClients(), new LaterServers(new ArrayList<>()), null);
        assertThatThrownBy(() -> exported(Rooms.deployment("shop"), "shop", new PhoneObject(null), shops))
                .as("another deployment")
                .isInstanceOf(ExportException.class)
                .hasCauseInstanceOf(BindException.class);
        rooms.adapter.exports().replaced(bank);
        rooms.adapter.exports().accepted(second);
        assertThat(opened).endsWith(port);
        assertThat(later.say("after")).isEqualTo("said after");
        assertThat(former.say("after")).isEqualTo("said after");
        rooms.adapter.exports().unexport(older, true);
        assertThat(later.say("alone")).isEqualTo("said alone");
        rooms.adapter.exports().unexport(newer, true);
        assertThat(open(port)).isFalse();
    }

    @Test
    void whatTheNewVersionExportsLaterGetsThePortAtOnce() throws Exception {
        endpoint.start();
        int port = Ports.free();
        Deployment second = Rooms.deployment("bank");
        PhoneObject older = new PhoneObject(null);
        PhoneObject newer = new PhoneObject(null);
        List<Integer> opened = new ArrayList<>();
        Phone former =
                exported(bank, "former", older, new Terms(port, new TurningClients(), new TurningServers(), null));
        rooms.adapter.exports().replaced(bank);
        rooms.adapter.exports().accepted(second);

        Phone later =
                exported(second, "later", newer, new Terms(port, new LaterClients(), new LaterServers(opened), null));

        assertThat(opened).containsExactly(0, port);
        assertThat(former.say("still")).isEqualTo("said still");
        rooms.adapter.exports().unexport(older, true);
        assertThat(later.say("alone")).isEqualTo("said alone");
        rooms.adapter.exports().unexport(newer, true);
        assertThat(open(port)).isFalse();
    }

    @Test
    void aPortThatWasWaitedForOpensWhenTheFormerVersionLeavesIt() throws Exception {
        endpoint.start();
        int port = Ports.free();
        PhoneObject older = new PhoneObject(null);
        exported(bank, "former", older, new Terms(port, new TurningClients(), new TurningServers(), null));
        Phone later = exported(
                Rooms.deployment("bank"),
                "later",
                new PhoneObject(null),
                new Terms(port, new LaterClients(), null, null));

        rooms.adapter.exports().unexport(older, true);

        assertThat(open(port)).isTrue();
        assertThat(later.toString()).contains(":" + port);
    }

    @Test
    void aPortThatAnotherDeploymentUsesTooIsNotTakenOver() throws Exception {
        endpoint.start();
        int port = Ports.free();
        exported(bank, "bank", new PhoneObject(null), new Terms(port, null, null, null));
        Phone shared =
                exported(Rooms.deployment("shop"), "shop", new PhoneObject(null), new Terms(port, null, null, null));
        Deployment second = Rooms.deployment("bank");
        Terms terms = new Terms(port, new LaterClients(), new LaterServers(new ArrayList<>()), null);

        assertThatThrownBy(() -> exported(second, "later", new PhoneObject(null), terms))
                .isInstanceOf(ExportException.class)
                .hasCauseInstanceOf(BindException.class);
        assertThat(shared.say("still")).isEqualTo("said still");
    }

    @Test
    void aNewVersionThatIsRefusedLeavesThePortAsItWas() throws Exception {
        endpoint.start();
        int port = Ports.free();
        Deployment second = Rooms.deployment("bank");
        PhoneObject newer = new PhoneObject(null);
        Phone former = exported(
                bank,
                "former",
                new PhoneObject(null),
                new Terms(port, new TurningClients(), new TurningServers(), null));
        exported(second, "later", newer, new Terms(port, new LaterClients(), null, null));
        rooms.adapter.exports().unexport(newer, true);
        assertThat(former.say("still")).isEqualTo("said still");
        Terms unfit = new Terms(port, new LaterClients(), made -> null, null);
        assertThatThrownBy(() -> exported(second, "unfit", newer, unfit))
                .isInstanceOf(ExportException.class)
                .hasStackTraceContaining("made no socket");
        assertThat(former.say("still")).isEqualTo("said still");
    }

    private void export(String name, PhoneObject phone, Terms terms) throws ExportException {
        names.put(name, rooms.adapter.exports().export(bank, phone, terms));
    }

    private Phone lookup(int port, String name) throws Exception {
        return (Phone) LocateRegistry.getRegistry("127.0.0.1", port).lookup(name);
    }

    private static boolean open(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @Test
    void stubOfAFixedPortNamesItAndEverythingElseTheObjectPort() throws Exception {
        int port = Ports.free();
        PhoneObject plain = new PhoneObject(null);
        export("fixed", new PhoneObject(plain), new Terms(port, null, null, null)); // before the endpoint serves
        endpoint.start();

        Phone fixed = lookup(endpoint.port(), "fixed");

        assertThat(fixed.toString()).contains("127.0.0.1:" + port);
        assertThat(fixed.say("hello")).isEqualTo("said hello");
        Phone given = fixed.other();
        assertThat(given.toString()).contains("127.0.0.1:" + endpoint.port());
        assertThat(given.say("too")).isEqualTo("said too");
        assertThat(fixed.isServant(fixed)).isTrue();
        assertThat(fixed.host()).isEqualTo("127.0.0.1");
        assertThat(lookup(port, "fixed")).as("looked up there").isEqualTo(fixed);
    }

    @Test
    void listenerIsSharedAndClosesWithItsLastExport() throws Exception {
        endpoint.start();
        int port = Ports.free();
        PhoneObject one = new PhoneObject(null);
        PhoneObject two = new PhoneObject(null);
        export("one", one, new Terms(port, null, null, null));
        export("two", two, new Terms(port, null, null, null));
        Phone stub = lookup(endpoint.port(), "two");

        rooms.adapter.exports().unexport(one, true);
        assertThat(open(port)).isTrue();
        assertThat(stub.say("still")).isEqualTo("said still");
        rooms.adapter.exports().unexport(two, true);

        assertThat(open(port)).isFalse();
        assertThatThrownBy(() -> stub.say("gone")).isInstanceOf(NoSuchObjectException.class);
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void portsCloseWithTheDeployment() throws Exception {
        endpoint.start();
        int exported = Ports.free();
        export("one", new PhoneObject(null), new Terms(exported, null, null, null));
        int kept = Ports.free();
        rooms.adapter.exports().keepOpen(bank, kept, null, null);
        assertThat(lookup(kept, "one").say("x")).isEqualTo("said x");

        rooms.adapter.undeploy("bank");
        rooms.adapter.forget(bank);

        assertThat(open(exported)).isFalse();
        assertThat(open(kept)).isFalse();
    }

    @Test
    void objectsWithFactoriesAreReachedThroughTheirSockets() throws Exception {
        endpoint.start();
        Terms turning = new Terms(0, new TurningClients(), new TurningServers(), null);
        PhoneObject phone = new PhoneObject(new PhoneObject(null));
        export("turning", phone, turning);

        Phone stub = lookup(endpoint.port(), "turning");

        assertThat(stub.toString()).contains("TurningClients").doesNotContain(":" + endpoint.port());
        assertThat(stub.say("x".repeat(200_000))).hasSize(200_005);
        for (int i = 0; i < 100; i++) {
            assertThat(stub.say("" + i)).isEqualTo("said " + i);
        }
        assertThat(stub.host()).isEqualTo("127.0.0.1");
        assertThat(stub.isServant(stub)).as("its own stub came back").isTrue();
        assertThat(stub.other().say("plain")).isEqualTo("said plain");
        rooms.adapter.exports().unexport(phone, true);
        assertThatThrownBy(() -> stub.say("gone")).isInstanceOf(NoSuchObjectException.class);
    }

    @Test
    void connectionsThroughFactoriesAreBoundedAndEndWithTheirPeers() throws Exception {
        endpoint.start();
        ExportPorts.Use use = endpoint.open(bank, 0, new TurningClients(), new TurningServers());
        int port = use.port().orElseThrow().port();
        List<Socket> peers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            peers.add(greeted(port));
        }
        try (Socket third = new TurningClients().createSocket("127.0.0.1", port)) {
            third.setSoTimeout(30_000);
            assertThat(third.getInputStream().read())
                    .as("closed without a word")
                    .isEqualTo(-1);
        }

        for (Socket peer : peers) {
            peer.close();
        }

        await("both are forgotten").until(() -> endpoint.connections() == 0);
        await("there is room again").until(() -> {
            try (Socket next = greeted(port)) {
                return next.isConnected();
            } catch (IOException closed) {
                return false;
            }
        });
        use.close();
        assertThat(open(port)).isFalse();
    }

    @Test
    void resetByAPeerEndsItsConnectionThroughAFactory() throws Exception {
        endpoint.start();
        ExportPorts.Use use = endpoint.open(bank, 0, new TurningClients(), new TurningServers());
        int port = use.port().orElseThrow().port();
        for (int round = 0; round < 2; round++) {
            Socket peer = greeted(port);
            peer.setSoLinger(true, 0);
            peer.close();
        }

        await("both are forgotten").until(() -> endpoint.connections() == 0);
        await("there is room again").until(() -> {
            try (Socket next = greeted(port)) {
                return next.isConnected();
            } catch (IOException closed) {
                return false;
            }
        });
        use.close();
    }

    private static Socket greeted(int port) throws IOException {
        Socket peer = new TurningClients().createSocket("127.0.0.1", port);
        peer.setSoTimeout(30_000);
        peer.getOutputStream().write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b});
        if (peer.getInputStream().read() != 0x4e) {
            peer.close();
            throw new IOException("not acknowledged");
        }
        return peer;
    }

    @Test
    void aSocketWithATimeLimitIsListenedAtBeyondItWithoutAWord() throws Exception {
        endpoint.start();
        AtomicInteger accepts = new AtomicInteger();
        RMIServerSocketFactory impatient = port -> {
            ServerSocket made = new ServerSocket(port) {
                @Override
                public Socket accept() throws IOException {
                    accepts.incrementAndGet();
                    return super.accept();
                }
            };
            made.setSoTimeout(1);
            return made;
        };
        Logger log = (Logger) LoggerFactory.getLogger(FactoryListener.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        log.addAppender(heard);
        try {
            Phone phone =
                    exported(bank, "phone", new PhoneObject(null), new Terms(Ports.free(), null, impatient, null));
            await("another accept").until(() -> accepts.get() > 2);
            assertThat(phone.say("still")).isEqualTo("said still");
            assertThat(heard.list).isEmpty();
        } finally {
            log.detachAppender(heard);
        }
    }

    @Test
    void factoryThatListensEverywhereOpensNoMoreThanTheObjectPort() throws Exception {
        endpoint.start();
        ExportPorts.Use use = endpoint.open(bank, 0, null, ServerSocket::new);
        int port = use.port().orElseThrow().port();
        try (Socket other = new Socket()) {
            other.setSoTimeout(30_000);
            other.connect(new java.net.InetSocketAddress("127.0.0.2", port));
            other.getOutputStream().write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b});

            assertThat(closed(other)).isTrue();
        }
        use.close();
    }

    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Test
    void portsAreBoundedAndOneInUseIsTold() throws Exception {
        endpoint.start();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(
                            () -> export("x", new PhoneObject(null), new Terms(taken.getLocalPort(), null, null, null)))
                    .isInstanceOf(ExportException.class)
                    .hasCauseInstanceOf(BindException.class);
        }
        List<ExportPorts.Use> uses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            uses.add(endpoint.open(bank, Ports.free(), new TurningClients(), null));
        }
        assertThatThrownBy(() -> endpoint.open(bank, Ports.free(), null, null))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exports.ports allows 3");
        assertThat(endpoint.open(bank, 0, null, null).port())
                .as("the object port")
                .isEmpty();
        assertThat(endpoint.open(bank, endpoint.port(), null, null).port()).isEmpty();
        uses.forEach(ExportPorts.Use::close);
        uses.forEach(ExportPorts.Use::close);
        assertThat(endpoint.open(bank, Ports.free(), null, null).port()).isPresent();
    }
}
