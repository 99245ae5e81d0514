package dev.hearth.core.modules.metrics;

import dev.hearth.api.hook.Counts;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Server;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.ToLongFunction;

/** All numbers, and the page that shows them. Thread-safe. Whoever made it closes it. */
final class Meters implements AutoCloseable {

    /** What Prometheus asks for, and any program that reads texts understands. */
    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final CallMeters calls;
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private volatile Counts counts = new Counts(0, 0, 0, 0, 0, 0);
    private volatile Runnable look = () -> {};

    Meters(int mostTypes, boolean histogram, boolean jvm) {
        calls = new CallMeters(registry, mostTypes, histogram);
        if (jvm) {
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new ClassLoaderMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
            collections.bindTo(registry);
        }
        gauge("hearth.connections", "Open connections of clients", Counts::connections);
        gauge("hearth.calls.in.progress", "Calls that have no outcome yet", Counts::callsInProgress);
        gauge(
                "hearth.calls.waiting",
                "Those of them that wait for a thread, their turn or the disk",
                Counts::callsWaiting);
        gauge("hearth.chains", "Calls from outside in progress, each with all that it has begun", Counts::chains);
        gauge("hearth.objects.active", "Objects with a servant in memory", Counts::activeObjects);
        gauge("hearth.objects.stored", "Persistent objects, active or passive", Counts::storedObjects);
    }

    private void gauge(String name, String description, ToLongFunction<Counts> number) {
        Gauge.builder(name, () -> number.applyAsLong(counts))
                .description(description)
                .register(registry);
    }

    CallMeters calls() {
        return calls;
    }

    /** The container is there. */
    void watch(Server server) {
        calls.know(server.types().stream().map(DeployedType::name).toList());
        Gauge.builder("hearth.types", () -> server.types().size())
                .description("Deployed types")
                .register(registry);
        Gauge.builder("hearth.info", () -> 1)
                .description("Which Hearth this is")
                .tag("version", server.version())
                .register(registry);
        look = () -> counts = server.counts();
    }

    /** The numbers now; what the container holds is counted once for all of them. */
    Page.Content page() {
        look.run();
        return new Page.Content(MEDIA_TYPE, registry.scrape());
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
