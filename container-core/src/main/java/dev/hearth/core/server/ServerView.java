package dev.hearth.core.server;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.Counts;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Server;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthVersion;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.CallView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntSupplier;

/** What modules see of the container. Immutable; called by many threads. */
final class ServerView implements Server {

    private final Clock clock;
    private final Instant started;
    private final Path data;
    private final ObjectAdapter adapter;
    private final CallProcessor processor;
    private final IntSupplier connections;

    ServerView(Clock clock, Path data, ObjectAdapter adapter, CallProcessor processor, IntSupplier connections) {
        this.clock = clock;
        this.started = clock.instant();
        this.data = data;
        this.adapter = adapter;
        this.processor = processor;
        this.connections = connections;
    }

    @Override
    public String version() {
        return HearthVersion.text();
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public List<DeployedType> types() {
        return adapter.types().stream()
                .map(ServerView::shown)
                .sorted(Comparator.comparing(DeployedType::name))
                .toList();
    }

    @Override
    public Counts counts() {
        List<CallView> calls = processor.calls();
        int waiting = (int)
                calls.stream().filter(call -> !call.waitingFor().isEmpty()).count();
        return new Counts(
                connections.getAsInt(),
                calls.size(),
                waiting,
                processor.chains().size(),
                adapter.active(),
                0);
    }

    static DeployedType shown(HostedType type) {
        return new Shown(
                type.deployment().name(),
                type.name(),
                type.implementation().getName(),
                type.interfaces().stream().map(Class::getName).toList(),
                type.lifecycle(),
                type.threading());
    }

    private record Shown(
            String deployment,
            String name,
            String className,
            List<String> interfaces,
            Lifecycle lifecycle,
            Threading threading)
            implements DeployedType {}
}
