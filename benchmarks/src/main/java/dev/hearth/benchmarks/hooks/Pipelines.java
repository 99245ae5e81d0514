package dev.hearth.benchmarks.hooks;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Handled;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Server;
import dev.hearth.core.modules.AccessLogModule;
import dev.hearth.core.modules.RolesModule;
import dev.hearth.core.modules.limits.LimitsModule;
import dev.hearth.core.modules.metrics.MetricsModule;
import dev.hearth.core.pipeline.ContainerHooks;
import dev.hearth.core.pipeline.HookRefusalException;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleHooks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The pipelines that are compared. Whoever made one closes its modules. */
@SuppressWarnings("try") // a module may throw anything when it is closed
final class Pipelines implements AutoCloseable {

    private final List<HookModule> modules;
    private final HookTable table;
    private InputStream unread = InputStream.nullInputStream();

    private Pipelines(Map<HookModule, Map<String, Object>> settings) {
        modules = List.copyOf(settings.keySet());
        table = HookTable.of(settings.entrySet().stream()
                .map(each -> ModuleHooks.of(each.getKey(), new Given(each.getValue())))
                .toList());
    }

    /** No hook at all. */
    static Pipelines empty() {
        return new Pipelines(Map.of());
    }

    /** Twenty hooks that have nothing to say, in all phases in which a hook may say so. */
    static Pipelines twenty() {
        return new Pipelines(Map.of(new Declining(), Map.of()));
    }

    /** What a careful operator switches on. */
    static Pipelines usual(Path folder) {
        Pipelines usual = new Pipelines(Map.of(
                new AccessLogModule(),
                        Map.of("file", folder.resolve("access.log").toString()),
                new LimitsModule(), Map.of("calls-per-second-per-address", 1_000_000_000),
                new RolesModule(), Map.of("require", List.of("anonymous")),
                new MetricsModule(), Map.of("enabled", true)));
        usual.configure();
        return usual;
    }

    /** Opens what the modules open, in a container of which there is only the clock. */
    private void configure() {
        Server server = (Server) Proxy.newProxyInstance(
                Pipelines.class.getClassLoader(), new Class<?>[] {Server.class}, (self, method, arguments) -> {
                    if (method.getName().equals("clock")) {
                        return Clock.systemUTC();
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
        try {
            ContainerHooks.ofAll(table, Duration.ofMinutes(1)).configure(server);
        } catch (HookRefusalException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** The same, with an access log on a disk that stands still: in a pipe that nobody reads. */
    static Pipelines stuck(Path folder) throws IOException, InterruptedException {
        Path pipe = folder.resolve("access.log");
        if (new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor() != 0) {
            throw new IOException("there is no pipe " + pipe);
        }
        CompletableFuture<InputStream> unread = CompletableFuture.supplyAsync(() -> open(pipe));
        Pipelines stuck = usual(folder);
        stuck.unread = unread.join();
        return stuck;
    }

    private static InputStream open(Path pipe) {
        try {
            return Files.newInputStream(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HookTable table() {
        return table;
    }

    @Override
    public void close() throws Exception {
        unread.close(); // so that who writes there gets an error, and ends
        for (HookModule module : modules) {
            if (module instanceof AutoCloseable open) {
                open.close();
            }
        }
    }

    private static final class Declining implements HookModule {

        @Override
        public String name() {
            return "declining";
        }

        @Override
        public void register(Hooks hooks, ModuleConfig config) {
            for (int i = 0; i < 4; i++) {
                hooks.receive(call -> Answer.DECLINED);
                hooks.translate(call -> Answer.DECLINED);
                hooks.access(call -> Answer.DECLINED);
                hooks.fixup(call -> Answer.DECLINED);
            }
            for (int i = 0; i < 2; i++) {
                hooks.handle(call -> Handled.DECLINED);
                hooks.reply(call -> Answer.DECLINED);
            }
        }
    }
}
