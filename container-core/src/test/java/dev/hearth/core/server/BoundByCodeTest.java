package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Registries;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.hosted.BoundByCode;
import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.HostedRegistries;
import dev.hearth.core.hosted.HostedRmi;
import dev.hearth.core.hosted.Surroundings;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.marshal.Wires;
import dev.hearth.core.wire.outgoing.JrmpClient;
import dev.hearth.core.wire.outgoing.Waiting;
import dev.hearth.core.wire.registry.BindingRules;
import dev.hearth.core.wire.registry.Bindings;
import dev.hearth.core.wire.registry.BoundByDeployments;
import dev.hearth.core.wire.registry.RegistryServant;
import java.net.URL;
import java.net.URLClassLoader;
import java.rmi.AccessException;
import java.rmi.AlreadyBoundException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names that the code of deployments binds: whose they are when versions start, are replaced, fail and end. */
@Timeout(60)
class BoundByCodeTest {

    /** Says who it is. */
    public interface Teller extends Remote {
        String name() throws RemoteException;
    }

    private record Named(String name) implements Teller {}

    private final Rooms rooms = new Rooms();
    private final ObjectAdapter adapter = rooms.adapter;
    private final List<Deployment> open = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private String refused = "";
    private RegistryServant registry;
    private Surroundings surroundings;
    private JrmpClient outgoing;

    /** The registry as hooks leave it: what they refuse never reaches it. */
    private final class BehindHooks implements Registry {

        private void ask(String operation, String name) throws AccessException {
            asked.add(operation + " " + name);
            if (name.equals(refused)) {
                throw new AccessException("a hook refuses " + name);
            }
        }

        @Override
        public Remote lookup(String name) throws RemoteException, NotBoundException {
            return registry.lookup(name);
        }

        @Override
        public void bind(String name, Remote object) throws RemoteException, AlreadyBoundException {
            ask("bind", name);
            registry.bind(name, object);
        }

        @Override
        public void unbind(String name) throws RemoteException, NotBoundException {
            ask("unbind", name);
            registry.unbind(name);
        }

        @Override
        public void rebind(String name, Remote object) throws RemoteException {
            ask("rebind", name);
            registry.rebind(name, object);
        }

        @Override
        public String[] list() {
            return registry.list();
        }
    }

    private static final Registries OURS = new Registries() {
        @Override
        public boolean ours(String host, int port) {
            return true;
        }

        @Override
        public Registry at(String host, int port, RMIClientSocketFactory factory, Deployment asker) {
            throw new IllegalStateException("no other server is called here");
        }
    };

    @BeforeEach
    void wire() {
        Codec codec = new Codec(Wires.settings(), adapter.references(), new ObjectIds(new byte[] {1}), port -> false);
        outgoing = new JrmpClient(Wires.settings(), Optional.empty(), codec, () -> 1099, Waiting.UNNOTICED);
        Bindings bindings = new Bindings(3);
        Names names = new Names(adapter, bindings, new StreamMarshaller(codec, outgoing));
        adapter.boundNames(names);
        registry = new RegistryServant(names, bindings, new BindingRules(Wires.settings()));
        adapter.hostWellKnown(
                WellKnown.REGISTRY,
                HostedType.of(
                        WellKnown.REGISTRY_NAME,
                        new Deployment("hearth", getClass().getClassLoader(), own -> false, Map.of(), Threading.POOLED),
                        BehindHooks.class,
                        new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                        context -> new BehindHooks()));
        surroundings = new Surroundings(
                adapter.exports(), OURS, new BoundByDeployments(names, bindings), (deployment, reason) -> {});
    }

    @AfterEach
    void close() {
        open.forEach(version -> HostedCode.of(version).ifPresent(HostedCode::close));
        outgoing.close();
        rooms.close();
    }

    /** What a version does in its main. */
    private interface Main {
        void run(Registry registry) throws Exception;
    }

    /** A version that starts, and is not known to run. */
    private Deployment starting(String name, Main main) throws Exception {
        ClassLoader own = new URLClassLoader(new URL[0], getClass().getClassLoader());
        Deployment version = new Deployment(name, own, mine -> true, Map.of(), Threading.POOLED);
        open.add(version);
        rooms.deploy(version);
        HostedCode.open(version, surroundings).names().hold();
        as(version, main);
        return version;
    }

    private Deployment running(String name, Main main) throws Exception {
        Deployment version = starting(name, main);
        accept(version);
        return version;
    }

    private static void accept(Deployment version) throws Exception {
        names(version).bind();
        names(version).accept(true);
    }

    private static void as(Deployment version, Main main) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(version.loader());
        try {
            main.run(HostedRegistries.getRegistry(null, 0, null, BoundByCodeTest.class));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Exported by the deployment that the thread is in. */
    private static Teller teller(String name) throws RemoteException {
        Teller teller = new Named(name);
        HostedRmi.exportObject(teller, 0, BoundByCodeTest.class);
        return teller;
    }

    private static BoundByCode names(Deployment version) {
        return HostedCode.of(version).orElseThrow().names();
    }

    private static void end(Deployment version) {
        HostedCode.of(version).orElseThrow().close();
    }

    private String found(String name) throws Exception {
        return ((Teller) registry.lookup(name)).name();
    }

    @Test
    void whatAnotherDeploymentHasBoundSinceStaysItsOwn() throws Exception {
        Deployment a = running("a", names -> names.rebind("teller", teller("of a")));
        Deployment b = running("b", names -> names.rebind("teller", teller("of b")));
        assertThat(names(a).names()).isEmpty();

        end(a);

        assertThat(found("teller")).isEqualTo("of b");
        assertThat(names(b).names()).containsExactly("teller");
        end(b);
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void whatAClientHasBoundSinceStaysToo() throws Exception {
        Deployment a = running("a", names -> names.rebind("teller", teller("of a")));
        Deployment other = running("other", names -> names.rebind("other", teller("a client's")));
        registry.rebind("teller", registry.lookup("other"));

        end(a);

        assertThat(found("teller")).isEqualTo("a client's");
        end(other);
    }

    @Test
    void aFirstVersionThatIsRefusedGivesBackWhatItHasTaken() throws Exception {
        Deployment a = running("a", names -> names.rebind("teller", teller("of a")));
        Deployment b = starting("b", names -> {
            names.unbind("teller");
            names.bind("teller", teller("of b"));
            names.unbind("teller");
            names.rebind("teller", teller("of b again"));
            names.rebind("own", teller("of b alone"));
        });
        assertThat(found("teller")).isEqualTo("of b again");

        end(b);

        assertThat(found("teller")).isEqualTo("of a");
        assertThat(registry.list()).containsExactly("teller");
        assertThat(names(a).names()).containsExactly("teller");
        end(a);
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aNewVersionWithoutANameLeavesItToWhoHasTakenIt() throws Exception {
        running("a", names -> names.rebind("teller", teller("of a")));
        running("b", names -> names.rebind("teller", teller("of b")));

        running("a", names -> names.rebind("second", teller("second")));

        assertThat(found("teller")).isEqualTo("of b");
    }

    @Test
    void aNameThatCantBeBoundKeepsTheOthersFromBeingTaken() throws Exception {
        running("a", names -> names.rebind("teller", teller("one")));
        rooms.host("accounts", Lifecycle.TRANSIENT, Threading.POOLED);
        Deployment second = starting("a", names -> {
            names.rebind("teller", teller("two"));
            names.rebind("accounts", teller("no account"));
        });
        asked.clear();

        assertThatThrownBy(() -> names(second).bind())
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("accounts is the name of a deployed object");
        assertThat(asked).isEmpty();
        end(second);

        assertThat(found("teller")).isEqualTo("one");
    }

    @Test
    void moreNamesThanMayBeBoundKeepTheOthersFromBeingTaken() throws Exception {
        running("a", names -> names.rebind("teller", teller("one")));
        Deployment second = starting("a", names -> {
            for (String name : List.of("teller", "b", "c", "d")) {
                names.rebind(name, teller("two"));
            }
        });
        asked.clear();

        assertThatThrownBy(() -> names(second).bind()).hasMessageContaining("registry.names allows");
        assertThat(asked).isEmpty();
        end(second);

        assertThat(found("teller")).isEqualTo("one");
        assertThat(registry.list()).containsExactly("teller");
    }

    @Test
    void whatAHookRefusesPutsTheFormerNamesBack() throws Exception {
        Deployment first = running("a", names -> names.rebind("teller", teller("one")));
        Deployment second = starting("a", names -> {
            names.rebind("teller", teller("two"));
            names.rebind("fresh", teller("two"));
            names.rebind("secret", teller("two"));
        });
        refused = "secret";

        assertThatThrownBy(() -> names(second).bind()).hasMessageContaining("a hook refuses secret");
        end(second);

        assertThat(found("teller")).isEqualTo("one");
        assertThat(names(first).names()).containsExactly("teller");
        end(first);
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aVersionThatIsBoundAndThenRefusedGivesTheFormersNamesBack() throws Exception {
        Deployment first = running("a", names -> names.rebind("teller", teller("one")));
        Deployment second = starting("a", names -> {
            names.rebind("teller", teller("two"));
            names.rebind("fresh", teller("two"));
        });
        names(second).bind();
        assertThat(found("teller")).isEqualTo("two");
        as(second, names -> names.rebind("late", teller("two")));

        end(second);

        assertThat(found("teller")).isEqualTo("one");
        assertThat(registry.list()).containsExactly("teller");
        assertThat(names(first).names()).containsExactly("teller");
        as(first, names -> names.rebind("further", teller("one")));
        assertThat(names(first).names()).containsExactly("teller", "further");
    }

    @Test
    void whatARefusedVersionUnbindsAtItsEndIsTheFormers() throws Exception {
        Deployment first = running("a", names -> names.rebind("teller", teller("one")));
        Deployment second = starting("a", names -> names.rebind("teller", teller("two")));
        names(second).bind();

        names(second).withdraw();
        as(second, names -> names.unbind("teller"));
        end(second);

        assertThat(found("teller")).isEqualTo("one");
        as(first, names -> names.unbind("teller"));
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void aRefusedFirstVersionGivesBackWhatItHasUnbound() throws Exception {
        running("a", names -> names.rebind("teller", teller("of a")));
        Deployment b = starting("b", names -> names.unbind("teller"));
        assertThat(registry.list()).isEmpty();

        end(b);

        assertThat(found("teller")).isEqualTo("of a");
    }

    @Test
    void betweenBindingAndAcceptanceTheNamesAreTheNewOnes() throws Exception {
        Deployment first = running("a", names -> {
            names.rebind("teller", teller("one"));
            names.rebind("late", teller("one"));
        });
        Deployment second = starting("a", names -> names.rebind("teller", teller("two")));
        names(second).bind();

        as(first, names -> names.rebind("teller", teller("one again")));
        as(first, names -> names.unbind("teller"));
        as(second, names -> names.bind("late", teller("two")));
        names(second).accept(true);

        assertThat(found("teller")).isEqualTo("two");
        assertThat(found("late")).isEqualTo("two");
        end(first);
        assertThat(registry.list()).containsExactlyInAnyOrder("teller", "late");
    }

    @Test
    void theEndAsksNoHook() throws Exception {
        Deployment first = running("a", names -> names.rebind("teller", teller("one")));
        refused = "teller";

        end(first);

        assertThat(registry.list()).isEmpty();
    }
}
