package dev.hearth.core.server;

import dev.hearth.api.hook.Counts;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Server;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthVersion;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.CallsInProgress;
import dev.hearth.core.wire.jrmp.JrmpEndpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The container as modules see it. */
final class ServerView implements Server {

    private final Clock clock;
    private final Instant started;
    private final Path data;
    private final ObjectAdapter adapter;
    private final CallProcessor processor;
    private final JrmpEndpoint endpoint;

    ServerView(Clock clock, Path data, ObjectAdapter adapter, CallProcessor processor, JrmpEndpoint endpoint) {
        this.clock = clock;
        this.started = clock.instant();
        this.data = data;
        this.adapter = adapter;
        this.processor = processor;
        this.endpoint = endpoint;
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
                .filter(type -> !type.deployment().own())
                .map(HostedType::described)
                .sorted(Comparator.comparing(DeployedType::name))
                .toList();
    }

    @Override
    public Counts counts() {
        CallsInProgress.Load load = processor.load();
        return new Counts(
                endpoint.connections(), load.calls(), load.waiting(), load.chains(), adapter.active(), adapter.keyed());
    }
}
