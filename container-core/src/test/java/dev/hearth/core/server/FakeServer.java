package dev.hearth.core.server;

import dev.hearth.api.hook.Counts;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Server;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A container in which nothing is deployed. */
record FakeServer() implements Server {

    @Override
    public String version() {
        return "test";
    }

    @Override
    public Instant started() {
        return Instant.EPOCH;
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public Path data() {
        return Path.of("data");
    }

    @Override
    public List<DeployedType> types() {
        return List.of();
    }

    @Override
    public Counts counts() {
        return new Counts(0, 0, 0, 0, 0, 0);
    }
}
