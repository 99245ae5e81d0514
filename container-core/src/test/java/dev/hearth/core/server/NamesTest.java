package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.testing.MemoryStore;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.marshal.Wires;
import dev.hearth.core.wire.outgoing.JrmpClient;
import dev.hearth.core.wire.outgoing.Waiting;
import dev.hearth.core.wire.registry.BindingRules;
import dev.hearth.core.wire.registry.Bindings;
import dev.hearth.core.wire.registry.RegistryServant;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names that hosted code binds: they hold its objects, and go with them. */
@Timeout(60)
class NamesTest {

    /** Longer than code needs from making an object to binding it. */
    private static final Duration LINGER = Duration.ofMillis(300);

    private final Rooms rooms = new Rooms(
            new HearthConfig.Objects(1_000, 1_000, 1_000, 80, Duration.ofMinutes(10), LINGER),
            Rooms.THREADS,
            Duration.ZERO,
            HookTable.of(List.of()),
            new MemoryStore());
    private final ObjectAdapter adapter = rooms.adapter;
    private Registry registry;
    private Registry asHostedCodeSeesIt;
    private JrmpClient outgoing;

    @BeforeEach
    void wire() {
        Codec codec = new Codec(Wires.settings(), adapter.references(), new ObjectIds(new byte[] {1}), port -> false);
        outgoing = new JrmpClient(Wires.settings(), Optional.empty(), codec, () -> 1099, Waiting.UNNOTICED);
        Bindings bindings = new Bindings(100);
        Names names = new Names(adapter, bindings, new StreamMarshaller(codec, outgoing));
        adapter.boundNames(names);
        registry = new RegistryServant(names, bindings, new BindingRules(Wires.settings()));
        adapter.hostWellKnown(
                WellKnown.REGISTRY,
                HostedType.of(
                        WellKnown.REGISTRY_NAME,
                        new Deployment("hearth", getClass().getClassLoader(), own -> false, Map.of(), Threading.POOLED),
                        RegistryServant.class,
                        new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                        context -> registry));
        asHostedCodeSeesIt = (Registry) adapter.references()
                .referenceFor(
                        WellKnown.REGISTRY, List.of(Registry.class), getClass().getClassLoader());
    }

    @AfterEach
    void close() {
        outgoing.close();
        rooms.close();
    }

    private void inside(String object, Scripted.Script script) {
        rooms.change(object, script).result();
    }

    private Object call(Remote reference, Scripted.Script script) throws Exception {
        return ((Scripted) reference).change(script);
    }

    @Test
    void anObjectThatBindsItselfIsFoundAndHeldUntilItIsUnbound() throws Exception {
        rooms.host("carts", Lifecycle.TRANSIENT, Threading.POOLED);
        inside("carts/a", self -> {
            self.value = 7;
            asHostedCodeSeesIt.bind("mine", self);
            return null;
        });

        await("nobody ends it").during(LINGER.multipliedBy(5)).until(() -> registry.list().length == 2);
        assertThat(call(registry.lookup("mine"), self -> self.value)).isEqualTo(7L);
        assertThat(registry.list()).containsExactly("carts", "mine");

        registry.unbind("mine");
        await("the object ends when its name goes")
                .pollInterval(LINGER.multipliedBy(3)) // a look holds it too
                .untilAsserted(() -> assertThat(rooms.value("carts/a")).isEqualTo(0L));
    }

    @Test
    void whatAMethodGaveAwayCanBeBoundByHostedCode() throws Exception {
        rooms.host("carts", Lifecycle.TRANSIENT, Threading.POOLED);
        inside("carts/a", self -> {
            asHostedCodeSeesIt.rebind("given", (Remote) adapter.references()
                    .referenceFor(
                            adapter.references().export(new Gift()).number(),
                            List.of(Giving.class),
                            Gift.class.getClassLoader()));
            return null;
        });
        await("nobody ends it")
                .during(LINGER.multipliedBy(5))
                .until(() -> ((Giving) registry.lookup("given")).give().equals("gift"));

        adapter.undeploy("carts");
        assertThatThrownBy(() -> registry.lookup("given")).isInstanceOf(NotBoundException.class);
        assertThat(registry.list()).isEmpty();
    }

    /** A gift. */
    public interface Giving extends Remote {
        String give() throws java.rmi.RemoteException;
    }

    private static final class Gift implements Giving {
        @Override
        public String give() {
            return "gift";
        }
    }

    @Test
    void aPersistentObjectIsFoundByItsNameAlsoWhenItRests() throws Exception {
        rooms.host("accounts", Lifecycle.PERSISTENT, Threading.POOLED);
        inside("accounts/a", self -> {
            self.value = 7;
            asHostedCodeSeesIt.bind("mine", self);
            return null;
        });

        assertThat(call(registry.lookup("mine"), self -> self.value)).isEqualTo(7L);
        adapter.undeploy("accounts");

        assertThatThrownBy(() -> registry.lookup("mine")).isInstanceOf(NotBoundException.class);
        assertThat(registry.list()).isEmpty();
    }

    @Test
    void namesOutlastAReplacement() throws Exception {
        rooms.host("accounts", Lifecycle.PERSISTENT, Threading.POOLED);
        inside("accounts", self -> {
            self.value = 7;
            asHostedCodeSeesIt.bind("mine", self);
            return null;
        });
        rooms.host("accounts", Lifecycle.PERSISTENT, Threading.POOLED);

        assertThat(call(registry.lookup("mine"), self -> self.value)).isEqualTo(7L);
    }

    @Test
    void anObjectThatEndsItselfLosesItsNames() {
        rooms.host("carts", Lifecycle.TRANSIENT, Threading.POOLED);
        inside("carts/a", self -> {
            asHostedCodeSeesIt.bind("mine", self);
            self.context.remove();
            return null;
        });

        await("the name goes").untilAsserted(() -> assertThat(registry.list()).containsExactly("carts"));
    }

    @Test
    void registryIsANameLikeAnyOther() throws Exception {
        rooms.host("carts", Lifecycle.TRANSIENT, Threading.POOLED);
        assertThatThrownBy(() -> registry.lookup("registry")).isInstanceOf(NotBoundException.class);
        registry.bind("registry", registry.lookup("carts"));
        assertThat(call(registry.lookup("registry"), self -> self.context.name()))
                .isEqualTo("carts");
    }
}
