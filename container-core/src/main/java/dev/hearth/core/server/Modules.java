package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Server;
import dev.hearth.core.admin.Administration.ModuleRow;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.modules.AccessLogModule;
import dev.hearth.core.modules.AllowModule;
import dev.hearth.core.modules.RunAsModule;
import dev.hearth.core.modules.alias.AliasModule;
import dev.hearth.core.modules.limits.LimitsModule;
import dev.hearth.core.modules.metrics.MetricsModule;
import dev.hearth.core.modules.status.StatusModule;
import dev.hearth.core.modules.trace.TraceModule;
import dev.hearth.core.modules.xray.XRayModule;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleHooks;
import dev.hearth.core.pipeline.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hook modules that are there: the built-in ones, and those of deployments. Thread-safe. */
final class Modules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Modules.class);
    private static final String BUILT_IN = "";

    private final HearthConfig config;

    /** By deployment. */
    @GuardedBy("this")
    private final Map<String, List<Loaded>> loaded = new LinkedHashMap<>();

    private record Loaded(HookModule module, ModuleHooks hooks) {}

    /** Set when the container is there; modules that come later are configured at once. */
    @GuardedBy("this")
    private @Nullable Server server;

    @GuardedBy("this")
    private boolean started;

    Modules(HearthConfig config) {
        this.config = config;
        loaded.put(
                BUILT_IN,
                register(List.of(
                        new AccessLogModule(),
                        new AliasModule(),
                        new AllowModule(),
                        new LimitsModule(),
                        new MetricsModule(),
                        new RunAsModule(),
                        new StatusModule(),
                        new TraceModule(),
                        new XRayModule())));
    }

    /** The hooks of all modules now. */
    synchronized HookTable table() {
        return HookTable.of(loaded.values().stream()
                .flatMap(List::stream)
                .map(Loaded::hooks)
                .toList());
    }

    /**
     * Gives the modules what they need of the container, before the first object is there.
     *
     * @throws IllegalStateException if one of them can't be without something
     */
    synchronized void configure(Server container) {
        server = container;
        table().begin(Phase.CONFIGURE, names(all()), container);
    }

    /** The objects are there, and no call from outside has come yet. */
    synchronized void start() {
        started = true;
        table().begin(Phase.START, names(all()), known());
    }

    private synchronized Server known() {
        Server container = server;
        if (container == null) {
            throw new IllegalStateException("modules are configured before they are started");
        }
        return container;
    }

    private synchronized List<Loaded> all() {
        return loaded.values().stream().flatMap(List::stream).toList();
    }

    private static List<String> names(List<Loaded> modules) {
        return modules.stream().map(each -> each.hooks().name()).toList();
    }

    /** Modules that come while the container runs are where the others are already. */
    private synchronized void begin(List<Loaded> fresh, HookTable table) {
        Server container = server;
        if (container != null) {
            table.begin(Phase.CONFIGURE, names(fresh), container);
            if (started) {
                table.begin(Phase.START, names(fresh), container);
            }
        }
    }

    /** The objects of the built-in modules. */
    List<ModuleHooks.ModuleObject> objects() {
        return objectsOf(BUILT_IN);
    }

    /** A module's object as a type of its own. */
    static HostedType hosted(ModuleHooks.ModuleObject object, Deployment deployment) {
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false);
        return HostedType.of(
                object.name(), deployment, object.servant().getClass(), traits, context -> object.servant());
    }

    private synchronized List<ModuleHooks.ModuleObject> objectsOf(String deployment) {
        return loaded.getOrDefault(deployment, List.of()).stream()
                .flatMap(each -> each.hooks().objects().stream())
                .toList();
    }

    /** The page of a module, if it has one. */
    synchronized Optional<ModuleHooks.TitledPage> page(String module) {
        return all().stream()
                .map(Loaded::hooks)
                .filter(hooks -> hooks.name().equals(module))
                .findFirst()
                .flatMap(ModuleHooks::page);
    }

    /** The titles of all pages, by module. */
    synchronized SortedMap<String, String> pages() {
        SortedMap<String, String> titles = new TreeMap<>();
        all().forEach(each ->
                each.hooks().page().ifPresent(page -> titles.put(each.hooks().name(), page.title())));
        return titles;
    }

    /** A change of one deployment's modules that is either kept or taken back, once. */
    final class Change {
        private final String deployment;
        private final @Nullable List<Loaded> former;
        private final HookTable table;

        private Change(String deployment, @Nullable List<Loaded> former, HookTable table) {
            this.deployment = deployment;
            this.former = former;
            this.table = table;
        }

        /** The hooks of all modules with this change. */
        HookTable table() {
            return table;
        }

        /** The objects that the deployment's modules host. */
        List<ModuleHooks.ModuleObject> objects() {
            return objectsOf(deployment);
        }

        /** The former modules are not needed any more. */
        void keep() {
            if (former != null) {
                end(former);
            }
        }

        /** The former modules, which are still open, are there again. */
        void takeBack() {
            putBack(deployment, former);
        }
    }

    /** Exchanges the modules of one deployment if they fit together with the others. */
    synchronized Change replace(String deployment, List<HookModule> modules) {
        List<Loaded> fresh = register(modules);
        List<Loaded> former = loaded.put(deployment, fresh);
        try {
            HookTable table = table();
            begin(fresh, table);
            return new Change(deployment, former, table);
        } catch (RuntimeException unfit) {
            putBack(deployment, former);
            throw unfit;
        }
    }

    private synchronized void putBack(String deployment, @Nullable List<Loaded> former) {
        List<Loaded> refused = former == null ? loaded.remove(deployment) : loaded.put(deployment, former);
        if (refused != null) {
            end(refused);
        }
    }

    /** The modules of a deployment are gone. */
    synchronized HookTable remove(String deployment) {
        List<Loaded> former = loaded.remove(deployment);
        HookTable table = table();
        if (former != null) {
            end(former);
        }
        return table;
    }

    /** The modules by name, for people. */
    synchronized List<ModuleRow> rows() {
        List<ModuleRow> rows = new ArrayList<>();
        List<HookTable.Row> hooks = table().rows();
        loaded.forEach((deployment, modules) -> modules.forEach(each -> {
            String name = each.hooks().name();
            int count = (int)
                    hooks.stream().filter(hook -> hook.module().equals(name)).count();
            Optional<String> from = deployment.equals(BUILT_IN) ? Optional.empty() : Optional.of(deployment);
            rows.add(new ModuleRow(name, from, count, config.modules().getOrDefault(name, Map.of())));
        }));
        rows.sort(Comparator.comparing(ModuleRow::name));
        return rows;
    }

    private List<Loaded> register(List<HookModule> modules) {
        List<Loaded> registered = new ArrayList<>();
        for (HookModule module : modules) {
            registered.add(new Loaded(module, ModuleHooks.of(module, settings(module.name()))));
        }
        return registered;
    }

    private ModuleSettings settings(String module) {
        Map<String, Object> said = new HashMap<>(config.modules().getOrDefault(module, Map.of()));
        if (module.equals("access-log")) {
            said.putIfAbsent("file", defaultAccessLog(config.data()).toString());
        }
        return new ModuleSettings(module, said);
    }

    private static Path defaultAccessLog(Path data) {
        return data.resolve("access.log");
    }

    /** The container has no more calls. */
    @Override
    public synchronized void close() {
        end(all());
        loaded.clear();
    }

    private synchronized void end(List<Loaded> modules) {
        Server container = server;
        if (container != null) {
            HookTable.end(modules.stream().map(Loaded::hooks).toList(), container);
        }
        modules.forEach(Modules::close);
    }

    private static void close(Loaded module) {
        if (module.module() instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception | LinkageError failed) {
                LOG.warn("the module {} could not be closed", module.module().name(), failed);
            }
        }
    }
}
