package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Server;
import dev.hearth.core.admin.Administration.ModuleRow;
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
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.ContainerHooks;
import dev.hearth.core.pipeline.HookRefusalException;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleHooks;
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

/**
 * The hook modules that are there: the built-in ones, and those of deployments.
 *
 * <p>What changes is a {@link Change}: the modules that it brings have registered and fit together with the others; then they are
 * asked and started; then calls meet them, from one call to the next; and those that they replace are stopped when their last
 * call has ended. Up to the moment when calls meet them, all of it can be taken back. Thread-safe, one change at a time.
 */
final class Modules implements AutoCloseable {

    /** What stands for a deployment with the modules that are built in; no JAR has this name. */
    static final String BUILT_IN = "";

    private final HearthConfig config;

    /** By deployment. */
    @GuardedBy("this")
    private final Map<String, List<LoadedModule>> loaded = new LinkedHashMap<>();

    private @Nullable Surroundings surroundings;
    private volatile boolean started;

    /** What is there when the container has been put together. */
    private record Surroundings(CallProcessor processor, Server server, RetiredModules retired) {}

    /** The built-in modules; a new one is one more line here. */
    static List<HookModule> builtIn() {
        return List.of(
                new AccessLogModule(),
                new AliasModule(),
                new AllowModule(),
                new LimitsModule(),
                new MetricsModule(),
                new RunAsModule(),
                new StatusModule(),
                new TraceModule(),
                new XRayModule());
    }

    Modules(HearthConfig config) {
        this.config = config;
        loaded.put(BUILT_IN, register(BUILT_IN, builtIn()));
    }

    /**
     * Says what modules see of the container, and runs the {@code configure} hooks of the built-in ones; once, before anything
     * is deployed.
     *
     * @throws HookRefusalException if one of them fails
     */
    synchronized void connect(CallProcessor processor, Server server) throws HookRefusalException {
        surroundings = new Surroundings(processor, server, new RetiredModules(processor::inUse, () -> server));
        ContainerHooks.ofAll(processor.hooks()).configure(server);
    }

    private Surroundings surroundings() {
        Surroundings present = surroundings;
        if (present == null) {
            throw new IllegalStateException("the modules are not connected");
        }
        return present;
    }

    /**
     * The container is up: runs the {@code start} hooks of all modules, and from now on those of each that comes.
     *
     * @throws HookRefusalException if one of them fails
     */
    synchronized void start() throws HookRefusalException {
        started = true;
        loaded.values().forEach(modules -> modules.forEach(LoadedModule::started));
        ContainerHooks.ofAll(surroundings().processor().hooks())
                .start(surroundings().server());
    }

    /** The container goes: runs the {@code stop} hooks of all modules that were started. Calls may meet their hooks still. */
    synchronized void stop() {
        Surroundings present = surroundings;
        if (present != null) {
            started = false;
            List<ModuleHooks> stopping = loaded.values().stream()
                    .flatMap(List::stream)
                    .filter(LoadedModule::stops)
                    .map(LoadedModule::hooks)
                    .toList();
            new ContainerHooks(present.processor().hooks(), stopping).stop(present.server());
        }
    }

    /** The hooks of all modules now. */
    synchronized HookTable table() {
        return HookTable.of(loaded.values().stream()
                .flatMap(List::stream)
                .map(LoadedModule::hooks)
                .toList());
    }

    /** A change of one deployment's modules that is either kept or taken back, once. */
    final class Change {
        private final String deployment;
        private final List<LoadedModule> fresh;
        private final @Nullable List<LoadedModule> former;
        private final HookTable table;
        private List<DeployedType> asked = List.of();

        private Change(
                String deployment, List<LoadedModule> fresh, @Nullable List<LoadedModule> former, HookTable table) {
            this.deployment = deployment;
            this.fresh = fresh;
            this.former = former;
            this.table = table;
        }

        /** The objects that its modules host themselves. */
        List<ModuleObjects> objects() {
            return fresh.stream()
                    .map(LoadedModule::hooks)
                    .map(ModuleObjects::of)
                    .toList();
        }

        /**
         * Configures its modules, asks all modules about the types that come with it, its modules about those that are there,
         * and starts its modules if the container is up.
         *
         * @throws HookRefusalException if one refuses; {@link #takeBack} follows
         */
        void prepare(List<DeployedType> coming) throws HookRefusalException {
            Server server = surroundings().server();
            List<ModuleHooks> own = fresh.stream().map(LoadedModule::hooks).toList();
            ContainerHooks ofOwn = new ContainerHooks(table, own);
            ofOwn.configure(server);
            ContainerHooks.ofAll(table).deploy(coming);
            asked = coming;
            ofOwn.deploy(server.types().stream()
                    .filter(type ->
                            coming.stream().noneMatch(newer -> newer.name().equals(type.name())))
                    .toList());
            if (started) {
                fresh.forEach(LoadedModule::started);
                ofOwn.start(server);
            }
        }

        /** Calls meet its modules from now on; those that they replace end when their last call has. */
        void keep() {
            HookTable before = surroundings().processor().hooks(table);
            surroundings().retired().add(before, former == null ? List.of() : former);
        }

        /** The former modules, which are still open, are there again. */
        void takeBack() {
            putBack(deployment, former);
            ContainerHooks.ofAll(table).undeploy(asked);
            RetiredModules.end(table, fresh, surroundings().server());
        }
    }

    /** Exchanges the modules of one deployment if they fit together with the others. */
    synchronized Change replace(String deployment, List<HookModule> modules) {
        List<LoadedModule> fresh = register(deployment, modules);
        List<LoadedModule> former = loaded.put(deployment, fresh);
        try {
            return new Change(deployment, fresh, former, table());
        } catch (RuntimeException unfit) {
            putBack(deployment, former);
            fresh.forEach(LoadedModule::close);
            throw unfit;
        }
    }

    private synchronized void putBack(String deployment, @Nullable List<LoadedModule> former) {
        if (former == null) {
            loaded.remove(deployment);
        } else {
            loaded.put(deployment, former);
        }
    }

    /**
     * The modules of a deployment are gone, from one call to the next.
     *
     * @param types those that went with them
     * @return whether nobody is with their hooks any more, and they are closed
     */
    synchronized boolean remove(String deployment, List<DeployedType> types) {
        List<LoadedModule> former = loaded.remove(deployment);
        HookTable table = table();
        ContainerHooks.ofAll(table).undeploy(types);
        if (former == null || former.isEmpty()) {
            return true;
        }
        HookTable before = surroundings().processor().hooks(table);
        surroundings().retired().add(before, former);
        return !surroundings().retired().anyOf(deployment);
    }

    /** The objects that the built-in modules host themselves. */
    synchronized List<ModuleObjects> builtInObjects() {
        return loaded.getOrDefault(BUILT_IN, List.of()).stream()
                .map(LoadedModule::hooks)
                .map(ModuleObjects::of)
                .toList();
    }

    /** Asks about types before they are hosted. */
    void coming(List<DeployedType> types) throws HookRefusalException {
        ContainerHooks.ofAll(surroundings().processor().hooks()).deploy(types);
    }

    /** These types are there no more. */
    void gone(List<DeployedType> types) {
        if (!types.isEmpty()) {
            ContainerHooks.ofAll(surroundings().processor().hooks()).undeploy(types);
        }
    }

    /** Stops and closes the modules whose last call has ended. */
    void look() {
        Surroundings present = surroundings;
        if (present != null) {
            present.retired().look();
        }
    }

    /** Whether a former module of this deployment may still run. */
    boolean uses(String deployment) {
        return surroundings().retired().anyOf(deployment);
    }

    /** The page of a module, if it has one. */
    synchronized Optional<Page> page(String module) {
        return loaded.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.name().equals(module))
                .findFirst()
                .flatMap(each -> each.hooks().page())
                .map(ModuleHooks.TitledPage::page);
    }

    /** The titles of all pages, by module. */
    synchronized SortedMap<String, String> pages() {
        SortedMap<String, String> titles = new TreeMap<>();
        loaded.values()
                .forEach(modules -> modules.forEach(
                        each -> each.hooks().page().ifPresent(page -> titles.put(each.name(), page.title()))));
        return titles;
    }

    /** The modules by name, for people. */
    synchronized List<ModuleRow> rows() {
        List<ModuleRow> rows = new ArrayList<>();
        List<HookTable.Row> hooks = table().rows();
        loaded.forEach((deployment, modules) -> modules.forEach(each -> {
            String name = each.name();
            int count = (int)
                    hooks.stream().filter(hook -> hook.module().equals(name)).count();
            Optional<String> from = deployment.equals(BUILT_IN) ? Optional.empty() : Optional.of(deployment);
            rows.add(new ModuleRow(name, from, count, config.modules().getOrDefault(name, Map.of())));
        }));
        rows.sort(Comparator.comparing(ModuleRow::name));
        return rows;
    }

    private List<LoadedModule> register(String deployment, List<HookModule> modules) {
        List<LoadedModule> registered = new ArrayList<>();
        try {
            for (HookModule module : modules) {
                registered.add(LoadedModule.register(deployment, module, settings(module.name())));
            }
        } catch (RuntimeException unfit) {
            registered.forEach(LoadedModule::close);
            throw unfit;
        }
        return registered;
    }

    private ModuleSettings settings(String module) {
        Map<String, Object> said = new HashMap<>(config.modules().getOrDefault(module, Map.of()));
        if (module.equals("access-log")) {
            said.putIfAbsent("file", config.data().resolve("access.log").toString());
        }
        return new ModuleSettings(module, said);
    }

    @Override
    public synchronized void close() {
        stop();
        Surroundings present = surroundings;
        if (present != null) {
            present.retired().closeAll();
        }
        loaded.values().forEach(modules -> modules.forEach(LoadedModule::close));
        loaded.clear();
    }
}
