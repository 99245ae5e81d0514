package dev.hearth.benchmarks.hooks;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.benchmarks.subject.hosted.BenchObject;
import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.adapter.ValueCopier;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.dispatch.Dispatcher;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.store.JsonStateCodec;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The rooms between wire and store, with one transient object of the policy {@code POOLED}. Whoever made it closes it. */
final class Pipeline implements AutoCloseable {

    private static final String NAME = "bench";

    private final NoStore store = new NoStore();
    private final ObjectAdapter adapter;
    private final Dispatcher dispatcher;
    private final CallProcessor processor;
    private final MeasuredCall call;
    private final AtomicLong ids = new AtomicLong();

    Pipeline(HookTable hooks) throws HostingException, RemoteException {
        HearthConfig config = HearthConfig.defaults();
        adapter = new ObjectAdapter(
                store,
                config.objects(),
                config.wire().lease(),
                config.store().verifyReadOnly(),
                new Uncopied(),
                JsonStateCodec::of);
        dispatcher = new Dispatcher(config.threads(), adapter::beginLifecycle, () -> adapter.begin(false), store);
        processor = new CallProcessor(adapter, dispatcher, config.calls(), hooks);
        adapter.start(processor, dispatcher::attach, processor);
        Deployment deployment =
                new Deployment(NAME, Pipeline.class.getClassLoader(), own -> true, Map.of(), Threading.POOLED);
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, true, true);
        adapter.deploy(
                deployment,
                List.of(HostedType.of(NAME, deployment, BenchObject.class, traits, context -> new BenchObject())));
        dispatcher.intakes().deployed(NAME);
        call = new MeasuredCall(new Target.ByName(NAME));
    }

    /** One call through all phases, on the caller's thread. */
    Object pass() {
        processor.enter(call);
        return taken();
    }

    /** The same call without a pipeline: what is found, read, entered, called and answered is the same. */
    Object bare() throws RemoteException {
        ObjectSlot slot = adapter.find(call.target());
        HostedMethod method = call.select(slot.type());
        if (method == null) {
            throw new IllegalStateException("the measured object has no method " + call.methodText());
        }
        dispatcher.dispatch(new BareTurn(
                ids.incrementAndGet(), adapter, call, slot, method, call.readArguments(method, slot.type())));
        return taken();
    }

    private Object taken() {
        Object result = call.taken();
        if (result == null) {
            throw new IllegalStateException("the call has no result: " + call.outcome());
        }
        return result;
    }

    @Override
    public void close() {
        processor.close();
        adapter.close();
        dispatcher.close();
    }

    /** No object here calls another. */
    private static final class Uncopied implements ValueCopier {

        @Override
        public @Nullable Object copy(@Nullable Object value, ClassLoader target) {
            return value;
        }

        @Override
        public @Nullable Object[] copyAll(@Nullable Object[] values, ClassLoader target) {
            return values;
        }
    }
}
