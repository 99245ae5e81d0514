package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Server;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.Nearest;
import dev.hearth.core.modules.AccessLogModule;
import dev.hearth.core.modules.AllowModule;
import dev.hearth.core.modules.LoginModule;
import dev.hearth.core.modules.RolesModule;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hook modules that are there: the built-in ones, and those of deployments.
 *
 * <p>What changes is a {@link Change}: the modules that it brings have registered and fit together with the others; then they are
 * asked and started; then calls meet them, from one call to the next; and those that they replace are stopped when their last
 * call has ended. Up to the moment when calls meet them, all of it can be taken back. Thread-safe; whoever makes changes sees to
 * it that there is one at a time.
 */
final class Modules implements AutoCloseable {

    /** What stands for a deployment with the modules that are built in; no JAR has this name. */
    static final String BUILT_IN = "";

    /** What to do about modules that are missing. */
    static final String ADVICE =
            "correct it or take it away, or do without with 'start.without-modules: true'; 'hearth check' says what can be"
                    + " seen without running it";

    private final HearthConfig startedWith;
    private final Duration longest;

    @GuardedBy("this")
    private HearthConfig config;

    /** By deployment. */
    @GuardedBy("this")
    private Map<String, List<LoadedModule>> loaded;

    private volatile @Nullable Surroundings surroundings;
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
                new LoginModule(),
                new MetricsModule(),
                new RolesModule(),
                new RunAsModule(),
                new StatusModule(),
                new TraceModule(),
                new XRayModule());
    }

    Modules(HearthConfig config) {
        this.config = config;
        this.startedWith = config;
        this.longest = config.start().hookTimeout();
        this.loaded = Map.of(BUILT_IN, registerAll(BUILT_IN, builtIn(), config));
    }

    /**
     * Says what modules see of the container, and runs the {@code configure} hooks of the built-in ones; once, before anything
     * is deployed.
     *
     * @throws HookRefusalException if one of them fails
     */
    void connect(CallProcessor processor, Server server) throws HookRefusalException {
        surroundings = new Surroundings(processor, server, new RetiredModules(processor::inUse, () -> server, longest));
        ContainerHooks.ofAll(processor.hooks(), longest).configure(server);
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
    void start() throws HookRefusalException {
        started = true;
        all().forEach(LoadedModule::started);
        Surroundings present = surroundings();
        ContainerHooks.ofAll(present.processor().hooks(), longest).start(present.server());
    }

    /** The container goes: runs the {@code stop} hooks of all modules that were started. Calls may meet their hooks still. */
    void stop() {
        Surroundings present = surroundings;
        if (present != null) {
            started = false;
            List<ModuleHooks> stopping =
                    hooks(all().stream().filter(LoadedModule::stops).toList());
            new ContainerHooks(present.processor().hooks(), stopping, longest).stop(present.server());
        }
    }

    private static List<ModuleHooks> hooks(Collection<LoadedModule> modules) {
        return modules.stream().map(LoadedModule::hooks).toList();
    }

    /** All modules that calls meet. */
    synchronized List<LoadedModule> all() {
        return loaded.values().stream().flatMap(List::stream).toList();
    }

    /** The hooks of all modules now. */
    HookTable table() {
        return HookTable.of(hooks(all()));
    }

    /** The table of these modules; where there is none, the fresh ones are closed. */
    private static HookTable fitting(List<LoadedModule> modules, List<LoadedModule> fresh) {
        try {
            return HookTable.of(hooks(modules));
        } catch (RuntimeException unfit) {
            fresh.forEach(LoadedModule::close);
            throw unfit;
        }
    }

    /** A change that is either kept or taken back, once. */
    final class Change {
        private final Map<String, List<LoadedModule>> before;
        private final HearthConfig configBefore;
        private final List<LoadedModule> fresh;
        private final List<LoadedModule> going;
        private final HookTable table;
        private List<DeployedType> asked = List.of();

        /** Puts modules in place of those that are there; what is fresh in them must fit together with the rest. */
        private Change(Map<String, List<LoadedModule>> after, HearthConfig configured) {
            synchronized (Modules.this) {
                before = loaded;
                configBefore = config;
                List<LoadedModule> now =
                        after.values().stream().flatMap(List::stream).toList();
                Set<LoadedModule> former = new LinkedHashSet<>(all());
                fresh = now.stream().filter(module -> !former.contains(module)).toList();
                going = former.stream().filter(module -> !now.contains(module)).toList();
                table = fitting(now, fresh);
                loaded = after;
                config = configured;
            }
        }

        /** The hooks that calls will meet. */
        HookTable table() {
            return table;
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
            ContainerHooks own = new ContainerHooks(table, hooks(fresh), longest);
            own.configure(server);
            ContainerHooks.ofAll(table, longest).deploy(coming);
            asked = coming;
            own.deploy(server.types().stream()
                    .filter(type ->
                            coming.stream().noneMatch(newer -> newer.name().equals(type.name())))
                    .toList());
            if (started) {
                fresh.forEach(LoadedModule::started);
                own.start(server);
            }
        }

        /** Calls meet its modules from now on; those that they replace end when their last call has. */
        void keep() {
            HookTable last = surroundings().processor().hooks(table);
            surroundings().retired().add(last, going);
        }

        /** The former modules, which are still open, are there again. */
        void takeBack() {
            synchronized (Modules.this) {
                loaded = before;
                config = configBefore;
            }
            ContainerHooks.ofAll(table, longest).undeploy(asked);
            RetiredModules.end(table, fresh, surroundings().server(), longest);
        }
    }

    /**
     * Exchanges the modules of deployments, all in one.
     *
     * @param coming by the name of their deployment
     * @throws RuntimeException if they don't fit together with the others, or their settings make no sense; nothing is changed
     */
    synchronized Change replace(Map<String, List<HookModule>> coming) {
        Map<String, List<LoadedModule>> after = new LinkedHashMap<>(loaded);
        List<LoadedModule> made = new ArrayList<>();
        try {
            coming.forEach((deployment, modules) -> {
                List<LoadedModule> registered = registerAll(deployment, modules, config);
                made.addAll(registered);
                after.put(deployment, registered);
            });
        } catch (RuntimeException unfit) {
            made.forEach(LoadedModule::close);
            throw unfit;
        }
        return new Change(after, config);
    }

    /**
     * Takes the modules of a deployment away.
     *
     * @throws RuntimeException if others can't do without them; nothing is changed
     */
    synchronized Change without(String deployment) {
        Map<String, List<LoadedModule>> after = new LinkedHashMap<>(loaded);
        after.remove(deployment);
        return new Change(after, config);
    }

    /**
     * The hooks that would be there without those of a deployment.
     *
     * @throws RuntimeException if others can't do without them
     */
    synchronized HookTable tableWithout(String deployment) {
        return HookTable.of(loaded.entrySet().stream()
                .filter(each -> !each.getKey().equals(deployment))
                .flatMap(each -> hooks(each.getValue()).stream())
                .toList());
    }

    /**
     * Puts new instances in place of the modules whose settings change.
     *
     * @throws RuntimeException if their settings make no sense, or they don't fit, or a module is named that is not there and
     *     may not be missing; nothing is changed
     */
    synchronized Change configure(HearthConfig changed) {
        requireNamed(changed);
        Map<String, List<LoadedModule>> after = new LinkedHashMap<>();
        List<SectionMatch> sections = SectionMatch.of(changed.sections());
        List<LoadedModule> made = new ArrayList<>();
        try {
            loaded.forEach((deployment, modules) -> {
                List<LoadedModule> next = new ArrayList<>();
                for (LoadedModule module : modules) {
                    ModuleSettings settings = module.name().equals(Identity.MODULE)
                            ? ModuleSettings.of(Identity.MODULE, Identity.reloaded(startedWith, changed), sections)
                            : settings(module.name(), changed, sections);
                    if (settings.saysTheSame(module.settings())) {
                        next.add(module);
                    } else {
                        LoadedModule again = module.again(settings);
                        made.add(again);
                        next.add(again);
                    }
                }
                after.put(deployment, List.copyOf(next));
            });
        } catch (RuntimeException unfit) {
            made.forEach(LoadedModule::close);
            throw unfit;
        }
        return new Change(after, changed);
    }

    /** A guard whose name is misspelt would be gone without anybody having said so. */
    private void requireNamed(HearthConfig changed) {
        List<String> missing =
                unknown(changed, all().stream().map(LoadedModule::name).toList());
        if (!missing.isEmpty() && !changed.start().withoutModules()) {
            throw new IllegalArgumentException(withoutThem("the container does not go on", missing) + "\n" + ADVICE);
        }
    }

    /** @param missing a line each */
    static String withoutThem(String consequence, List<String> missing) {
        return consequence + " without its hook modules, since calls would pass that should not:\n"
                + String.join("\n", missing);
    }

    /** Asks about types before they are hosted. */
    void coming(List<DeployedType> types) throws HookRefusalException {
        ContainerHooks.ofAll(surroundings().processor().hooks(), longest).deploy(types);
    }

    /** These types are there no more. */
    void gone(List<DeployedType> types) {
        if (!types.isEmpty()) {
            ContainerHooks.ofAll(surroundings().processor().hooks(), longest).undeploy(types);
        }
    }

    /** Stops and closes the modules whose last call has ended. */
    void look() {
        Surroundings present = surroundings;
        if (present != null) {
            present.retired().look();
        }
    }

    /** The deployments whose modules are there. */
    synchronized Set<String> deployments() {
        Set<String> names = new LinkedHashSet<>(loaded.keySet());
        names.removeIf(name -> name.equals(BUILT_IN) || !has(name));
        return names;
    }

    /** Whether modules of this deployment are there. */
    synchronized boolean has(String deployment) {
        return !loaded.getOrDefault(deployment, List.of()).isEmpty();
    }

    /** Whether a former module of this deployment may still run. */
    boolean uses(String deployment) {
        return surroundings().retired().anyOf(deployment);
    }

    /** What the configuration says for modules that are not there, a line each. */
    synchronized List<String> unknown() {
        return unknown(config, all().stream().map(LoadedModule::name).toList());
    }

    static List<String> unknown(HearthConfig config, List<String> known) {
        List<String> unknown = new ArrayList<>();
        Map<String, String> said = new LinkedHashMap<>();
        config.modules().keySet().forEach(name -> said.put(name, "modules." + name));
        config.sections()
                .forEach(section ->
                        section.modules().keySet().forEach(name -> said.putIfAbsent(name, "sections: " + name)));
        said.forEach((name, place) -> {
            if (!known.contains(name)) {
                unknown.add(place + ": there is no module '" + name + "'; the nearest is '"
                        + Nearest.to(name, known).orElse("") + "'");
            }
        });
        return unknown;
    }

    private List<LoadedModule> registerAll(String deployment, List<HookModule> modules, HearthConfig config) {
        List<SectionMatch> sections = SectionMatch.of(config.sections());
        List<LoadedModule> registered = new ArrayList<>();
        try {
            for (HookModule module : modules) {
                registered.add(register(deployment, module, settings(module.name(), config, sections)));
            }
        } catch (RuntimeException unfit) {
            registered.forEach(LoadedModule::close);
            throw unfit;
        }
        return List.copyOf(registered);
    }

    private LoadedModule register(String deployment, HookModule module, ModuleSettings settings) {
        try {
            return LoadedModule.register(deployment, module, settings, longest);
        } catch (RuntimeException unfit) {
            throw new UnfitModuleException(module.name(), unfit);
        }
    }

    static ModuleSettings settings(String module, HearthConfig config, List<SectionMatch> sections) {
        Map<String, Object> said = new HashMap<>(config.modules().getOrDefault(module, Map.of()));
        if (module.equals("access-log")) {
            said.putIfAbsent("file", config.data().resolve("access.log").toString());
        }
        return ModuleSettings.of(module, said, sections);
    }

    @Override
    public void close() {
        stop();
        Surroundings present = surroundings;
        if (present != null) {
            present.retired().closeAll();
        }
        all().forEach(LoadedModule::close);
        synchronized (this) {
            loaded = Map.of();
        }
    }
}
