package dev.hearth.core.server;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.admin.AdminPort;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Sessions;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.cli.ExitCode;
import dev.hearth.core.cli.LaunchException;
import dev.hearth.core.cli.Running;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigSource;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.deploy.Deployer;
import dev.hearth.core.deploy.DeployerOptions;
import dev.hearth.core.dispatch.Dispatcher;
import dev.hearth.core.identity.Logins;
import dev.hearth.core.jmx.Jmx;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.CallView;
import dev.hearth.core.pipeline.HookRefusalException;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.JsonStateCodec;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.wire.jrmp.JrmpEndpoint;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.OtherRegistries;
import dev.hearth.core.wire.marshal.StreamMarshaller;
import dev.hearth.core.wire.outgoing.JrmpClient;
import dev.hearth.core.wire.registry.BindingRules;
import dev.hearth.core.wire.registry.Bindings;
import dev.hearth.core.wire.registry.BoundByDeployments;
import dev.hearth.core.wire.registry.RegistryServant;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container that runs: every room, put together.
 *
 * <p>{@link #start} is the order in which rooms come up, {@link #stop} the reverse. Thread-safe.
 */
public final class Container implements Running {

    private static final Logger LOG = LoggerFactory.getLogger(Container.class);

    /** An address of a machine that there is none of (RFC 5737), for a call that nobody makes. */
    private static final InetAddress ELSEWHERE = elsewhere();

    private final HearthConfig config;
    private final Closing closing = new Closing();
    private final Modules modules;
    private final Optional<Logins> logins;
    private final ObjectAdapter adapter;
    private final Dispatcher dispatcher;
    private final CallProcessor processor;
    private final RegistryServant registry;
    private final JrmpEndpoint endpoint;
    private final Hosts hosts;
    private final Reloading reloading;
    private final Deployer deployer;
    private final StateStore store;
    private final StoreView exchange;
    private final Clock clock;
    private volatile @Nullable Jmx jmx;
    private final AtomicBoolean ready = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String readyLine = "";
    private volatile int exitCode = ExitCode.OK;

    /**
     * Starts a container, and returns when it takes calls.
     *
     * @throws LaunchException if it can't start; nothing of it is left running
     * @throws ConfigException if it would serve more than this machine without asking who calls, or can't use its keys
     */
    public static Container start(HearthConfig config) throws LaunchException, ConfigException {
        return start(config, Clock.systemUTC());
    }

    /**
     * The same, for tests.
     *
     * @param clock what modules tell time by; nothing else in the container does
     */
    public static Container start(HearthConfig config, Clock clock) throws LaunchException, ConfigException {
        requireFolder(config.deploy());
        Optional<Tls> tls = Tls.of(config.tls());
        StoreOpening opening = StoreOpening.begin(config);
        Container container;
        try {
            container = new Container(config, tls, opening, clock);
        } catch (IOException | RuntimeException failed) {
            opening.abandon();
            throw Launching.refused(config, failed);
        }
        try {
            container.open();
            return container;
        } catch (ConfigException | LaunchException refused) {
            container.stop();
            throw refused;
        } catch (IOException | HookRefusalException | HostingException | RuntimeException failed) {
            container.stop();
            throw Launching.refused(config, failed);
        }
    }

    private static InetAddress elsewhere() {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address has four bytes", impossible);
        }
    }

    private static void requireFolder(Path deploy) throws LaunchException {
        if (!Files.isDirectory(deploy)) {
            throw new LaunchException(
                    "the deploy folder " + deploy.toAbsolutePath().normalize() + " does not exist",
                    "make it (mkdir -p " + deploy + "), or name another with --deploy DIR");
        }
    }

    private Container(HearthConfig config, Optional<Tls> tls, StoreOpening opening, Clock clock) throws IOException {
        this.clock = clock;
        this.config = config;
        DataFolder folder =
                closing.add("data folder", opening.folder()); // before the access log makes one that all may read
        modules = closing.add("modules", new Modules(config));
        ObjectIds ids = new ObjectIds(folder.secret());
        store = closing.add("store", opening.store(this::syncFailed));

        AdapterLink link = new AdapterLink();
        adapter = new ObjectAdapter(
                store,
                config.objects(),
                config.wire().lease(),
                config.store().verifyReadOnly(),
                link,
                JsonStateCodec::of);
        link.connect(adapter);
        exchange = new StoreView(store, folder, adapter.stored());
        dispatcher = closing.add(
                "dispatcher",
                new Dispatcher(config.threads(), adapter::beginLifecycle, () -> adapter.begin(false), store));
        closing.add("adapter", adapter); // closed first: objects end on the dispatcher's threads
        logins = Identity.open(config, folder, adapter::freshNumber);
        logins.ifPresent(opened -> closing.add("logins", opened));
        Sessions sessions = logins.map(Logins::sessions).orElse(Sessions.NONE);
        processor = closing.add(
                "pipeline", new CallProcessor(adapter, dispatcher, config.calls(), modules.table(), sessions));
        Codec codec = new Codec(config.wire(), adapter.references(), ids, this::ownPort);
        JrmpClient outgoing = closing.add(
                "outgoing calls", new JrmpClient(config.wire(), tls, codec, this::port, dispatcher::outside));
        StreamMarshaller marshaller = new StreamMarshaller(codec, outgoing, config.registry());
        Bindings bindings = new Bindings(config.registry().names());
        Names names = new Names(adapter, bindings, marshaller);
        adapter.boundNames(names);
        registry = new RegistryServant(names, bindings, new BindingRules(config.wire()));
        endpoint = closing.add(
                "object port",
                new JrmpEndpoint(
                        config.host(),
                        config.port(),
                        config.wire(),
                        tls,
                        config.threads(),
                        config.exports(),
                        processor,
                        marshaller,
                        ids,
                        adapter.references()));
        adapter.exports().connect(endpoint, endpoint);
        OtherRegistries registries = new OtherRegistries(codec, outgoing, this::ownPort);
        BoundByDeployments bound = new BoundByDeployments(names, bindings);
        hosts = closing.add(
                "hosts", new Hosts(adapter, callsIn(processor), registries, bound, dispatcher.intakes(), modules));
        reloading = new Reloading(config, hosts, processor, modules::unknown);
        deployer = closing.add("deployer", new Deployer(deployerOptions(config), hosts));
        hosts.connect(deployer);
    }

    private static Hosts.Calls callsIn(CallProcessor processor) {
        return new Hosts.Calls() {
            @Override
            public boolean in(Deployment version) {
                return processor.isIn(version);
            }

            @Override
            public int cancel(Deployment version) {
                return processor.cancelIn(version);
            }
        };
    }

    private DeployerOptions deployerOptions(HearthConfig config) {
        return new DeployerOptions(
                config.deploy(),
                config.data().resolve("versions"),
                config.threading(),
                deployment -> reloading.applied().settingsOf(deployment),
                config.start().withoutModules(),
                new DeployerOptions.Keeping(
                        config.data().resolve("former"), config.replace().keepVersions()),
                DeployerOptions.Timing.usual().lingering(config.replace().linger()));
    }

    private void open() throws IOException, ConfigException, LaunchException, HookRefusalException, HostingException {
        closing.add("output of hosted code", HostedOutput.redirect(adapter));
        adapter.start(processor, dispatcher::attach, processor);
        adapter.lifeListener(processor.lives());
        closing.add("heap watch", HeapWatch.begin(config.objects().heapPercent(), adapter::memoryIsScarce));
        adapter.hostWellKnown(WellKnown.REGISTRY, ownType(WellKnown.REGISTRY_NAME, registry));
        logins.ifPresent(opened -> adapter.hostWellKnown(
                WellKnown.LOGIN, ownType(WellKnown.LOGIN_NAME, Identity.servant(opened, adapter))));
        modules.connect(processor, new ServerView(clock, config.data(), adapter, processor, endpoint));
        hosts.hostBuiltIn();
        AdminPort admin = AdminPort.open(
                config.admin(),
                config.data(),
                new AdminView(
                        this,
                        adapter,
                        processor,
                        dispatcher.intakes(),
                        new ModuleView(modules, processor, config.start().hookTimeout()),
                        reloading,
                        deployer,
                        exchange,
                        store,
                        config,
                        logins),
                processor);
        closing.add("admin port", admin);
        if (config.jmx().enabled()) {
            openManagement(); // before others can take its name
        }
        endpoint.bind();
        deployer.start();
        requireModules();
        modules.start();
        requireGuarded(processor.hooks());
        hosts.guard(this::requireStillGuarded);
        endpoint.start();
        readyLine = Launching.readyLine(config, port(), adapter, deployer);
        ready.set(true);
    }

    private void openManagement() throws IOException {
        Jmx opened = closing.add("jmx", new Jmx(adapter.exports(), config.jmx(), this::managersAreAsked));
        adapter.hostWellKnown(WellKnown.JMX, opened.type());
        jmx = opened;
    }

    /** Refuses to let in calls that a module would keep out, were it there. */
    private void requireModules() throws LaunchException {
        List<String> missing = new ArrayList<>(deployer.withoutModules());
        if (missing.isEmpty() || config.start().withoutModules()) { // else they may be just those that are configured
            missing.addAll(modules.unknown());
        }
        if (config.start().withoutModules()) {
            missing.forEach(each -> LOG.warn("the container starts without a hook module: {}", each));
        } else if (!missing.isEmpty()) {
            throw new LaunchException(Modules.withoutThem("the container does not start", missing), Modules.ADVICE);
        }
    }

    /** Refuses hooks that leave open what the configuration does not say to leave open. */
    private void requireGuarded(HookTable hooks) throws ConfigException {
        config.requireOpen(() -> processor.asksStrangers(hooks, Deployment.OWN, ELSEWHERE));
        config.requireJmxGuarded(
                () -> processor.asksStrangers(hooks, WellKnown.JMX_NAME, InetAddress.getLoopbackAddress()));
    }

    private void requireStillGuarded(HookTable hooks) {
        try {
            requireGuarded(hooks);
        } catch (ConfigException open) {
            throw new IllegalArgumentException(String.join("; ", open.problems()), open);
        }
    }

    /** Whether nobody manages this JVM without saying who they are, also not from this machine. */
    private boolean managersAreAsked() {
        return config.tls().authenticates()
                || processor.asksStrangers(WellKnown.JMX_NAME, InetAddress.getLoopbackAddress());
    }

    private HostedType ownType(String name, Object servant) {
        Deployment own = new Deployment(
                Deployment.OWN, Container.class.getClassLoader(), any -> false, Map.of(), Threading.POOLED);
        return HostedType.of(
                name,
                own,
                servant.getClass(),
                new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false),
                context -> servant);
    }

    private boolean ownPort(int port) {
        return endpoint.listens(port) || port == config.wire().advertisedPort();
    }

    /** The object port. */
    public int port() {
        return endpoint.port();
    }

    /** The number of the hosted object that code has bound at this name; empty if a type is deployed there. */
    OptionalLong boundAt(String name) {
        return registry.boundAt(name);
    }

    boolean ready() {
        return ready.get();
    }

    @Override
    public void reloadsFrom(ConfigSource source) {
        reloading.from(source);
    }

    @Override
    public String readyLine() {
        return readyLine;
    }

    /** What is in flight is unknown: nothing may go on as if it were. */
    private void syncFailed(Throwable failure) {
        LOG.error("a sync of the store failed: the container stops, and the next start decides what is there", failure);
        exitCode = ExitCode.UNKNOWN_OUTCOME;
        Thread stopper = new Thread(this::stop, "hearth-stop");
        stopper.start();
    }

    @Override
    public void stop() {
        if (stopping.compareAndSet(false, true)) {
            ready.set(false);
            dispatcher.intakes().stop();
            endManagement();
            drain();
            hosts.unguarded();
            hosts.endObjects();
            modules.stop();
            closing.closeAll();
            stopped.countDown();
        } else {
            awaitQuietly();
        }
    }

    /** Managers wait for notifications in calls that would hold the drain up. */
    private void endManagement() {
        Jmx open = jmx;
        if (open != null) {
            try {
                open.close();
            } catch (IOException failed) {
                LOG.warn("the connections of managers could not be ended", failed);
            }
        }
    }

    private void drain() {
        try {
            boolean drained = endpoint.drain(config.stop().timeout());
            if (!drained) {
                for (CallView call : processor.calls()) {
                    LOG.warn(
                            "call {} on {}.{} did not finish within stop.timeout and is interrupted",
                            call.id(),
                            call.object(),
                            call.method());
                    processor.cancel(call.id());
                }
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitQuietly() {
        try {
            stopped.await();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    @Override
    public int exitCode() {
        return exitCode;
    }
}
