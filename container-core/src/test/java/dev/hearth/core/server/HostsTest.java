package dev.hearth.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.CodeNames;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Registries;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.deploy.DeploymentException;
import dev.hearth.core.deploy.DeploymentListener.Contents;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted;
import dev.hearth.core.testing.TestCall;
import java.net.URL;
import java.net.URLClassLoader;
import java.rmi.registry.Registry;
import java.rmi.server.RMIClientSocketFactory;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the class loader of a version may be closed. */
class HostsTest {

    private final Rooms rooms = new Rooms();
    private final Set<Deployment> called = new HashSet<>();
    private final Set<Deployment> cancelled = new HashSet<>();
    private Modules modules;
    private Hosts hosts;

    @BeforeEach
    void open() throws Exception {
        modules = new Modules(ConfigLoader.of(Map.of("modules.access-log.enabled", "false")));
        rooms.processor.hooks(modules.table());
        modules.connect(rooms.processor, new FakeServer());
        hosts = new Hosts(
                rooms.adapter,
                new Hosts.Calls() {
                    @Override
                    public boolean in(Deployment version) {
                        return called.contains(version);
                    }

                    @Override
                    public int cancel(Deployment version) {
                        cancelled.add(version);
                        return called.contains(version) ? 1 : 0;
                    }
                },
                new NoRegistries(),
                new NoNames(),
                rooms.dispatcher.intakes(),
                modules);
    }

    @AfterEach
    void close() {
        hosts.close();
        modules.close();
        rooms.close();
    }

    private Deployment deploy() throws DeploymentException {
        Deployment version = new Deployment(
                "app",
                new URLClassLoader(new URL[0], getClass().getClassLoader()),
                own -> true,
                Map.of(),
                Threading.POOLED);
        HostedType type = Rooms.type(version, "thing", Lifecycle.TRANSIENT, Threading.POOLED, (self, event) -> {});
        hosts.deploy(List.of(new Contents(version, List.of(type), List.of(), Optional.empty())));
        return version;
    }

    private long call() {
        TestCall call = new TestCall(new Target.ByName("thing"), "change", (Scripted.Script) self -> ++self.value);
        rooms.processor.enter(call);
        return (long) call.result();
    }

    @Test
    void anUndeployedVersionThatNobodyIsInMayBeClosedAtOnce() throws DeploymentException {
        deploy();
        call();
        assertThat(hosts.undeploy("app")).isTrue();
    }

    @Test
    void anUndeployedVersionThatACallIsStillInMayNot() throws DeploymentException {
        Deployment version = deploy();
        called.add(version);
        assertThat(hosts.undeploy("app")).isFalse();
        assertThat(cancelled).containsExactly(version);
        assertThat(hosts.expire(version)).isFalse();
        called.clear();
        assertThat(hosts.expire(version)).isTrue();
    }

    @Test
    void aReplacedVersionEndsWhenItsTimeIsOverAndNoCallIsInIt() throws DeploymentException {
        Deployment first = deploy();
        assertThat(call()).isEqualTo(1);
        Deployment second = deploy();
        called.add(first);
        assertThat(rooms.adapter.uses(first)).isTrue();
        assertThat(hosts.expire(first)).isFalse();
        assertThat(rooms.adapter.uses(first)).isFalse();
        assertThat(cancelled).isEmpty();
        called.clear();
        assertThat(hosts.expire(first)).isTrue();
        assertThat(call()).isEqualTo(1);
        assertThat(hosts.expire(second)).isFalse();
        assertThat(call()).isEqualTo(2);
    }

    private static final class NoRegistries implements Registries {

        @Override
        public boolean ours(String host, int port) {
            return true;
        }

        @Override
        public Registry at(String host, int port, @Nullable RMIClientSocketFactory factory, Deployment asker) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoNames implements CodeNames {

        @Override
        public boolean boundBy(String deployment, String name) {
            return false;
        }

        @Override
        public void unbind(String deployment, String name) {}

        @Override
        public void requireBindable(Collection<String> names) {}

        @Override
        public void forget(ClassLoader loader) {}

        @Override
        public Former keep(Collection<String> names) {
            return new Former() {
                @Override
                public void putBack(String deployment) {}

                @Override
                public void close() {}
            };
        }
    }
}
