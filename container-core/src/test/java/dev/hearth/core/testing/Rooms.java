package dev.hearth.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.adapter.ValueCopier;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import dev.hearth.core.call.copy.LocalCopier;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.dispatch.Dispatcher;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.store.JsonStateCodec;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Adapter, dispatch and pipeline put together over a store in memory, without a wire. */
public final class Rooms implements AutoCloseable {

    public static final HearthConfig.Threads THREADS =
            new HearthConfig.Threads(8, 8, 16, 4, 4, 16, 64, 100, 500, 1_000, false, 0);
    public static final HearthConfig.Objects OBJECTS =
            new HearthConfig.Objects(1_000, 1_000, 1_000, Duration.ofMinutes(10), Duration.ofSeconds(60));

    private static final Duration LEASE = Duration.ofSeconds(60);

    public final MemoryStore store;
    public final ObjectAdapter adapter;
    public final Dispatcher dispatcher;
    public final CallProcessor processor;
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final List<Deployment> deployed = new ArrayList<>();

    public Rooms() {
        this(OBJECTS, THREADS, Duration.ZERO, HookTable.of(List.of()), new MemoryStore());
    }

    public Rooms(HearthConfig.Threads threads) {
        this(OBJECTS, threads, Duration.ZERO, HookTable.of(List.of()), new MemoryStore());
    }

    public Rooms(
            HearthConfig.Objects objects,
            HearthConfig.Threads threads,
            Duration deadline,
            HookTable hooks,
            MemoryStore store) {
        this(objects, LEASE, threads, deadline, hooks, store);
    }

    /** @param lease how long clients' claims last */
    public Rooms(
            HearthConfig.Objects objects,
            Duration lease,
            HearthConfig.Threads threads,
            Duration deadline,
            HookTable hooks,
            MemoryStore store) {
        this(objects, lease, threads, deadline, hooks, store, false);
    }

    private Rooms(
            HearthConfig.Objects objects,
            Duration lease,
            HearthConfig.Threads threads,
            Duration deadline,
            HookTable hooks,
            MemoryStore store,
            boolean byValue) {
        this.store = store;
        ValueCopier copier = byValue ? new Copied() : new Uncopied();
        adapter = new ObjectAdapter(
                store, objects, lease, HearthConfig.VerifyReadOnly.ALWAYS, copier, JsonStateCodec::of);
        dispatcher = new Dispatcher(threads, adapter::beginLifecycle, () -> adapter.begin(false), store);
        processor = new CallProcessor(adapter, dispatcher, new HearthConfig.Calls(deadline), hooks);
        adapter.start(processor, dispatcher::attach, processor);
        adapter.lifeListener(processor.lives());
    }

    /** Rooms in which calls between objects are by value, as they are in the container. */
    public static Rooms copying() {
        return new Rooms(OBJECTS, LEASE, THREADS, Duration.ZERO, HookTable.of(List.of()), new MemoryStore(), true);
    }

    private final class Copied implements ValueCopier {

        @Override
        public @Nullable Object copy(@Nullable Object value, ClassLoader target) throws RemoteException {
            return LocalCopier.copy(value, target, adapter.references());
        }

        @Override
        public Object[] copyAll(@Nullable Object[] values, ClassLoader target) throws RemoteException {
            return LocalCopier.copyAll(values, target, adapter.references());
        }
    }

    /** Tests pass scripts, which can't be serialized. */
    private static final class Uncopied implements ValueCopier {

        @Override
        public @Nullable Object copy(@Nullable Object value, ClassLoader target) {
            return value;
        }

        @Override
        public Object[] copyAll(@Nullable Object[] values, ClassLoader target) {
            return values;
        }
    }

    /** A deployment of the test's own classes. */
    public static Deployment deployment(String name) {
        return new Deployment(name, Rooms.class.getClassLoader(), own -> true, Map.of(), Threading.POOLED);
    }

    /** A type of scripted objects. */
    public static HostedType type(
            Deployment of, String name, Lifecycle lifecycle, Threading threading, ScriptedObject.Diary diary) {
        return type(of, name, lifecycle, threading, false, diary);
    }

    public static HostedType type(
            Deployment of,
            String name,
            Lifecycle lifecycle,
            Threading threading,
            boolean preload,
            ScriptedObject.Diary diary) {
        return HostedType.of(
                name,
                of,
                ScriptedObject.class,
                new HostedType.Traits(lifecycle, threading, preload, true),
                context -> new ScriptedObject(context, diary));
    }

    public Rooms host(String name, Lifecycle lifecycle, Threading threading) {
        return host(name, lifecycle, threading, (self, event) -> {});
    }

    /** Deploys a type of scripted objects in a deployment of its own name. */
    public Rooms host(String name, Lifecycle lifecycle, Threading threading, ScriptedObject.Diary diary) {
        Deployment deployment = deployment(name);
        deploy(deployment, type(deployment, name, lifecycle, threading, diary));
        return this;
    }

    public void deploy(Deployment deployment, HostedType... types) {
        try {
            adapter.deploy(deployment, List.of(types));
            dispatcher.intakes().deployed(deployment.name());
            deployed.add(deployment);
        } catch (HostingException refused) {
            throw new AssertionError(refused);
        }
    }

    /** Starts a call on a thread of its own. */
    public TestCall start(TestCall call) {
        clients.execute(() -> processor.enter(call));
        return call;
    }

    public TestCall change(String object, Scripted.Script script) {
        return start(new TestCall(new Target.ByName(object), "change", script));
    }

    public TestCall read(String object, Scripted.Script script) {
        return start(new TestCall(new Target.ByName(object), "read", script));
    }

    /** The durable number of an object, as a call sees it. */
    public @Nullable Object value(String object) {
        return read(object, self -> self.value).result();
    }

    /** Fails if a lane, a place, a pin, a queue entry or a thread was left behind. */
    public void assertNothingIsLeft() {
        await("no call in progress").until(() -> processor.inProgress() == 0);
        await("no place and no queue entry").untilAsserted(() -> {
            Dispatcher.Load load = dispatcher.load();
            assertThat(load).isEqualTo(new Dispatcher.Load(0, 0, 0, load.objectThreads(), 0));
        });
        for (Deployment each : deployed) {
            adapter.undeploy(each.name());
            assertThat(adapter.uses(each)).as("objects of " + each).isFalse();
        }
        await("no object thread").until(() -> dispatcher.load().objectThreads() == 0);
    }

    @Override
    public void close() {
        clients.shutdown();
        processor.close();
        adapter.close();
        dispatcher.close();
        store.close();
    }
}
