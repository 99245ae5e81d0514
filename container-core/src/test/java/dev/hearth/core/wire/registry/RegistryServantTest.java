package dev.hearth.core.wire.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.wire.marshal.Wires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.AccessException;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the registry answers, beside the JDK's own where that is at hand. */
class RegistryServantTest {

    private final FakeDirectory directory = new FakeDirectory();
    private final Bindings bindings = new Bindings(3);
    private final Registry registry = new RegistryServant(directory, bindings, new BindingRules(Wires.settings()));
    private final Remote one = new Remote() {};
    private final Remote two = new Remote() {};

    // names

    @Test
    void namesAreBoundOnceAndTakenVerbatim() throws Exception {
        for (String name : List.of("", " a", "a//b/~\u0001")) {
            registry.bind(name, one);
            assertThat(registry.lookup(name)).isSameAs(one);
            assertThatThrownBy(() -> registry.bind(name, two))
                    .isExactlyInstanceOf(AlreadyBoundException.class)
                    .hasMessage(name);
            registry.rebind(name, two);
            assertThat(registry.lookup(name)).isSameAs(two);
        }
        assertThat(registry.list()).containsExactlyInAnyOrder("", " a", "a//b/~\u0001");
        registry.unbind("");
        assertThatThrownBy(() -> registry.lookup("")).isExactlyInstanceOf(NotBoundException.class);
        assertThatThrownBy(() -> registry.unbind(""))
                .isExactlyInstanceOf(NotBoundException.class)
                .hasMessage("");
    }

    @Test
    void nullsAreErrorsOfTheCaller() throws Exception {
        registry.bind("a", one);
        assertThatThrownBy(() -> registry.lookup(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> registry.bind(null, one)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> registry.bind("b", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> registry.bind("a", null)).isInstanceOf(AlreadyBoundException.class);
        assertThatThrownBy(() -> registry.rebind("a", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> registry.unbind(null)).isInstanceOf(NullPointerException.class);
        assertThat(registry.lookup("a")).isSameAs(one);
    }

    @Test
    void deployedNamesBelongToTheirDeployment() {
        directory.deployed.put("carts", one);

        assertThatThrownBy(() -> registry.bind("carts", two))
                .isExactlyInstanceOf(AlreadyBoundException.class)
                .hasMessage("carts");
        assertThatThrownBy(() -> registry.rebind("carts", two))
                .isExactlyInstanceOf(AccessException.class)
                .hasMessageContaining("HEARTH-BIND")
                .hasMessageContaining("carts");
        assertThatThrownBy(() -> registry.unbind("carts")).isExactlyInstanceOf(AccessException.class);
    }

    @Test
    void aTypeThatIsDeployedLaterHidesWhatIsBoundAtItsName() throws Exception {
        registry.bind("carts", two);
        directory.deployed.put("carts", one);
        assertThat(registry.lookup("carts")).isSameAs(one);
        assertThat(registry.list()).containsExactly("carts");

        directory.deployed.clear();
        assertThat(registry.lookup("carts")).isSameAs(two);
    }

    @Test
    void whatIsHiddenFromTheCallerIsNeitherListedNorFound() throws Exception {
        registry.bind("secret", one);
        registry.bind("open", two);
        directory.hidden.add("secret");

        assertThat(registry.list()).containsExactly("open");
        assertThatThrownBy(() -> registry.lookup("secret"))
                .isExactlyInstanceOf(NotBoundException.class)
                .hasMessage("secret");
    }

    @Test
    void theNumberOfNamesIsBounded() throws Exception {
        registry.bind("a", one);
        registry.bind("b", one);
        registry.bind("c", one);
        assertThatThrownBy(() -> registry.bind("d", one))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("HEARTH-FULL")
                .hasMessageContaining("registry.names");
        registry.rebind("c", two);
        registry.unbind("a");
        assertThatCode(() -> registry.bind("d", one)).doesNotThrowAnyException();
    }

    // hosted objects

    @Test
    void aHostedObjectIsHeldAsLongAsItHasAName() throws Exception {
        directory.hosted.put(77L, one);
        registry.bind("a", one);
        registry.bind("b", one);
        assertThat(bindings.holds(77)).isTrue();

        registry.rebind("a", two);
        assertThat(bindings.holds(77)).isTrue();
        assertThat(directory.unnamed).isEmpty();

        registry.unbind("b");
        assertThat(bindings.holds(77)).isFalse();
        assertThat(directory.unnamed).containsExactly(77L);
    }

    @Test
    void anObjectThatIsBoundAgainAtItsNameStaysHeld() throws Exception {
        directory.hosted.put(77L, one);
        registry.bind("a", one);
        registry.rebind("a", one);

        assertThat(bindings.holds(77)).isTrue();
        assertThat(directory.unnamed).isEmpty();
    }

    @Test
    void anObjectThatHasEndedHasNoNames() throws Exception {
        directory.hosted.put(77L, one);
        registry.bind("a", one);
        bindings.ended(77);
        assertThat(registry.list()).isEmpty();

        registry.bind("a", one);
        directory.hosted.clear(); // ends while somebody looks it up
        assertThatThrownBy(() -> registry.lookup("a")).isExactlyInstanceOf(NotBoundException.class);
        assertThat(registry.list()).isEmpty();
        assertThat(bindings.holds(77)).isFalse();
    }

    @Test
    void namesGoWithTheTypeOfTheirObjects() throws Exception {
        directory.hosted.put(77L, one);
        registry.bind("a", one);
        registry.bind("b", two);
        bindings.withdrawn("another");
        assertThat(registry.list()).containsExactly("a", "b");

        bindings.withdrawn("type");
        assertThat(registry.list()).containsExactly("b");
    }

    // who may

    private void denied(String text) throws Exception {
        assertThatThrownBy(() -> registry.bind("a", one))
                .isExactlyInstanceOf(AccessException.class)
                .hasMessageContaining(text);
        assertThatThrownBy(() -> registry.rebind("a", one)).isExactlyInstanceOf(AccessException.class);
        assertThatThrownBy(() -> registry.unbind("a")).isExactlyInstanceOf(AccessException.class);
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aCallerFromAnotherHostIsToldWhatTheJdksRegistrySays() throws Exception {
        directory.caller = new Binder("192.0.2.1", true, false);
        AtomicInteger port = new AtomicInteger();
        Registry local = LocateRegistry.createRegistry(0, null, wanted -> {
            Far far = new Far();
            port.set(far.getLocalPort());
            return far;
        });
        try {
            Registry jdk = LocateRegistry.getRegistry("127.0.0.1", port.get());
            assertThatThrownBy(() -> registry.bind(null, null)).hasMessage(denial(() -> jdk.bind("a", jdk)));
            assertThatThrownBy(() -> registry.rebind("a", one)).hasMessage(denial(() -> jdk.rebind("a", jdk)));
            assertThatThrownBy(() -> registry.unbind("a")).hasMessage(denial(() -> jdk.unbind("a")));
        } finally {
            UnicastRemoteObject.unexportObject(local, true);
        }
        denied("Registry.bind disallowed; origin /192.0.2.1 is non-local host");
    }

    /** What is asked of the JDK's registry. */
    private interface Change {
        void run() throws Exception;
    }

    private static String denial(Change change) throws Exception {
        try {
            change.run();
        } catch (ServerException denied) {
            assertThat(denied.detail).isExactlyInstanceOf(AccessException.class);
            return denied.detail.getMessage();
        }
        throw new AssertionError("the JDK's registry did not deny it");
    }

    /** Takes every caller for one from another host. */
    private static final class Far extends ServerSocket {
        Far() throws IOException {
            super(0, 50, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket accept() throws IOException {
            Socket far = new Socket() {
                @Override
                public InetAddress getInetAddress() {
                    try {
                        return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
                    } catch (java.net.UnknownHostException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }
            };
            implAccept(far);
            return far;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.3.4.5", "0:0:0:0:0:0:0:1", "::1"})
    void everyAddressOfThisMachineMayBind(String host) {
        directory.caller = new Binder(host, false, false);
        assertThatCode(() -> registry.bind("a", one)).doesNotThrowAnyException();
    }

    @Test
    void behindAForwardedPortOnlyKnownCallersBind() {
        for (HearthConfig.Wire wire :
                List.of(advertised(Optional.of("server.example"), 0), advertised(Optional.empty(), 2099))) {
            Registry behind = new RegistryServant(directory, bindings, new BindingRules(wire));
            directory.caller = new Binder("127.0.0.1", false, false);
            assertThatThrownBy(() -> behind.rebind("a", one))
                    .isExactlyInstanceOf(AccessException.class)
                    .hasMessageContaining("HEARTH-BIND")
                    .hasMessageContaining("wire.advertised-");
            directory.caller = new Binder("192.0.2.1", true, false);
            assertThatThrownBy(() -> behind.rebind("a", one)).isExactlyInstanceOf(AccessException.class);
            directory.caller = new Binder("127.0.0.1", true, false);
            assertThatCode(() -> behind.rebind("a", one)).doesNotThrowAnyException();
        }
    }

    private static HearthConfig.Wire advertised(Optional<String> host, int port) {
        return Wires.advertised(Wires.settings(), host, port);
    }

    @Test
    void hostedCodeBindsWhateverTheAddress() {
        directory.caller = new Binder("192.0.2.1", false, true);
        assertThatCode(() -> registry.bind("a", one)).doesNotThrowAnyException();
    }
}
