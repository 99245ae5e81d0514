package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.HookModule;
import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.CodeNames;
import dev.hearth.core.call.ContainerThreads;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Registries;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.deploy.Deployer;
import dev.hearth.core.deploy.DeploymentException;
import dev.hearth.core.deploy.DeploymentListener;
import dev.hearth.core.dispatch.Intakes;
import dev.hearth.core.hosted.HostedCode;
import dev.hearth.core.hosted.Surroundings;
import dev.hearth.core.pipeline.HookOrderException;
import dev.hearth.core.pipeline.HookRefusalException;
import dev.hearth.core.pipeline.HookTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings deployments to those who host them: types to the adapter, modules to the pipeline, names to the intakes. */
final class Hosts implements DeploymentListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);

    /** How often modules that were replaced are looked at; nothing is done where there are none. */
    private static final int MODULES_MILLIS = 100;

    private final ObjectAdapter adapter;
    private final Calls calls;
    private final Intakes intakes;
    private final Modules modules;
    private final OwnObjects ownObjects;
    private final Surroundings surroundings;
    private final ScheduledExecutorService looker =
            Executors.newSingleThreadScheduledExecutor(work -> ContainerThreads.daemon(work, "hearth-former-versions"));

    @GuardedBy("this")
    private final Map<String, Deployment> current = new LinkedHashMap<>();

    /** Versions that are not current any more and may still be in use. */
    @GuardedBy("this")
    private final List<Deployment> former = new ArrayList<>();

    /** Those of them whose objects end as soon as no call is in them. */
    @GuardedBy("this")
    private final Set<Deployment> ending = new HashSet<>();

    @GuardedBy("this")
    private @Nullable Deployer deployer;

    private volatile Guard guard = changed -> {};
    private volatile boolean stopping;

    /** The calls that are in objects of deployments. */
    interface Calls {
        /** Whether one is in an object of this version. */
        boolean in(Deployment version);

        /** Interrupts those, and their callers get an error; how many there were. */
        int cancel(Deployment version);
    }

    Hosts(
            ObjectAdapter adapter,
            Calls calls,
            Registries registries,
            CodeNames names,
            Intakes intakes,
            Modules modules) {
        this.adapter = adapter;
        this.calls = calls;
        this.intakes = intakes;
        this.modules = modules;
        this.ownObjects = new OwnObjects(adapter);
        this.surroundings = new Surroundings(adapter.exports(), registries, names, this::endSoon);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // looking logs its own failures
    synchronized void connect(Deployer made) {
        deployer = made;
        looker.scheduleWithFixedDelay(this::releaseUnused, 1, 1, TimeUnit.SECONDS);
        looker.scheduleWithFixedDelay(this::lookAtModules, MODULES_MILLIS, MODULES_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Hosts the objects of the built-in modules; once, before anything is deployed. */
    synchronized void hostBuiltIn() throws HostingException, HookRefusalException {
        List<ModuleObjects> objects = modules.all().stream()
                .map(LoadedModule::hooks)
                .map(ModuleObjects::of)
                .toList();
        modules.coming(described(List.of(), objects));
        ownObjects.host(objects);
        ownObjects.keep(hosting());
    }

    private List<String> hosting() {
        return modules.all().stream()
                .filter(module -> !module.hooks().objects().isEmpty())
                .map(LoadedModule::name)
                .toList();
    }

    @Override
    public synchronized void deploy(List<Contents> together) throws DeploymentException {
        JointHosting hosting = new JointHosting(adapter, surroundings, together);
        Map<String, List<HookModule>> brought = new LinkedHashMap<>();
        List<HostedType> coming = new ArrayList<>();
        Map<String, List<HostedType>> before = new HashMap<>();
        for (Contents contents : together) {
            String name = contents.deployment().name();
            brought.put(name, contents.modules());
            coming.addAll(contents.types());
            before.put(name, typesOf(name));
        }
        try {
            Modules.Change change = modules.replace(brought);
            exchange(change, coming, () -> {
                guard.check(change.table());
                hosting.host();
            });
        } catch (HostingException | HookRefusalException | RuntimeException refused) {
            throw new DeploymentException(
                    refused.getMessage() == null ? refused.toString() : refused.getMessage(),
                    refused,
                    hosting.tried().map(List::of).orElseGet(() -> atFault(refused, together)),
                    hosting.tried().isEmpty() && unwantedType(refused).isEmpty());
        }
        together.forEach(contents ->
                accepted(contents, before.getOrDefault(contents.deployment().name(), List.of())));
        releaseNeeded();
    }

    /** The deployments that bring the type that is not wanted, or the modules that are at fault. */
    private static List<Deployment> atFault(Exception refused, List<Contents> together) {
        Optional<String> type = unwantedType(refused);
        Set<String> modules = modulesAtFault(refused);
        return together.stream()
                .filter(contents -> type.isPresent()
                        ? contents.types().stream().map(HostedType::name).anyMatch(type.get()::equals)
                        : contents.modules().stream().map(HookModule::name).anyMatch(modules::contains))
                .map(Contents::deployment)
                .toList();
    }

    private static Optional<String> unwantedType(Exception refused) {
        return refused instanceof HookRefusalException hook ? hook.type() : Optional.empty();
    }

    private static Set<String> modulesAtFault(Exception refused) {
        if (refused instanceof HookRefusalException hook) {
            return Set.of(hook.module());
        }
        if (refused instanceof UnfitModuleException unfit) {
            return Set.of(unfit.module());
        }
        return refused instanceof HookOrderException order ? order.modules() : Set.of();
    }

    @GuardedBy("this")
    private void accepted(Contents contents, List<HostedType> before) {
        Deployment deployment = contents.deployment();
        modules.gone(vanished(before, contents.types()));
        intakes.deployed(deployment.name());
        Deployment replaced = current.put(deployment.name(), deployment);
        if (replaced != null) {
            adapter.exports().replaced(replaced);
            former.add(replaced);
        }
        adapter.exports().accepted(deployment);
    }

    /** Refuses hooks that would let in whom the container must keep out. */
    @FunctionalInterface
    interface Guard {
        /**
         * Looks at hooks that calls do not meet yet.
         *
         * @throws RuntimeException if they let in too much; the message says what to do
         */
        void check(HookTable changed);
    }

    /** Says what must not become of the hooks from now on, while the container serves: by a reload, or as deployments come and go. */
    void guard(Guard wanted) {
        guard = wanted;
    }

    /** The container stops, and nobody is let in any more: modules may go, whatever they have kept out. */
    void unguarded() {
        stopping = true;
        guard = changed -> {};
    }

    /** What comes together with modules. */
    private interface Step {
        void run() throws HostingException;
    }

    /**
     * Brings modules and what comes with them: all of it, or none.
     *
     * <p>The former modules stay open until the types are hosted: their hooks run until then, and on if they are refused. The
     * objects of the new ones are hosted before calls meet their hooks, so that a call which meets them never is in an object
     * of the former ones.
     */
    private void exchange(Modules.Change change, List<HostedType> coming, Step hosting)
            throws HostingException, HookRefusalException {
        try {
            List<ModuleObjects> objects = change.objects();
            change.prepare(described(coming, objects));
            ownObjects.host(objects);
            hosting.run();
        } catch (HostingException | HookRefusalException | RuntimeException | Error refused) {
            ownObjects.takeBack();
            change.takeBack();
            throw refused;
        }
        change.keep();
        ownObjects.keep(hosting());
    }

    /** Called by hosted code, which may be what a deployment waits for. */
    private void endSoon(Deployment deployment, String reason) {
        try {
            looker.execute(() -> {
                Deployer told = deployer();
                if (told != null) {
                    told.end(deployment, reason);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} ends as the container does: {}", deployment, reason);
        }
    }

    private synchronized @Nullable Deployer deployer() {
        return deployer;
    }

    /**
     * Gives modules other settings, all or none.
     *
     * @throws HookRefusalException if a module refuses them; the message says which and why
     * @throws RuntimeException if a module finds them wrong, likewise
     */
    synchronized void configure(HearthConfig changed) throws HostingException, HookRefusalException {
        Modules.Change change = modules.configure(changed);
        exchange(change, List.of(), () -> guard.check(change.table()));
        releaseNeeded();
    }

    private List<HostedType> typesOf(String deployment) {
        return adapter.types().stream()
                .filter(type -> type.deployment().name().equals(deployment))
                .toList();
    }

    private static List<DeployedType> described(List<HostedType> types, List<ModuleObjects> objects) {
        return Stream.concat(types.stream(), objects.stream().flatMap(each -> each.types().stream()))
                .map(HostedType::described)
                .toList();
    }

    private static List<DeployedType> vanished(List<HostedType> before, List<HostedType> now) {
        return before.stream()
                .filter(type -> now.stream().noneMatch(newer -> newer.name().equals(type.name())))
                .map(HostedType::described)
                .toList();
    }

    @Override
    public synchronized void undeploying(String name) throws DeploymentException {
        if (!modules.has(name)) {
            return;
        }
        try {
            guard.check(modules.tableWithout(name));
        } catch (HookOrderException others) {
            throw new DeploymentException(
                    name + " stays: the module " + String.join(", ", others.modules())
                            + " wants to stand beside its module: undeploy first what brings that one, or let it use"
                            + " beforeIfPresent/afterIfPresent",
                    others);
        } catch (RuntimeException open) {
            throw new DeploymentException(
                    name + " stays: without its modules nothing would ask who calls. " + open.getMessage(), open);
        }
    }

    @Override
    public synchronized boolean undeploy(String name) {
        intakes.undeploying(name); // who is held keeps its object from ending
        List<HostedType> types = typesOf(name);
        endCode(name);
        adapter.undeploy(name);
        intakes.undeployed(name);
        boolean unused = withoutModulesOf(name);
        modules.gone(described(types, List.of()));
        Deployment gone = current.remove(name);
        releaseNeeded();
        if (gone == null) {
            return unused;
        }
        if (unused && !inUse(gone)) {
            forget(gone);
            return true;
        }
        HostedCode.of(gone).ifPresent(code -> code.names().withdraw());
        cancelIn(gone);
        former.add(gone);
        ending.add(gone);
        return false;
    }

    @Override
    public synchronized boolean expire(Deployment version) {
        if (!former.contains(version)) {
            return !version.equals(current.get(version.name()));
        }
        ending.add(version);
        if (!current.containsKey(version.name())) { // else who calls it may wait for what its successor does
            cancelIn(version);
        }
        adapter.end(version);
        if (inUse(version) || modulesOf(version)) {
            return false;
        }
        former.remove(version);
        forget(version);
        return true;
    }

    /** What calls wait for in it may never come. */
    private void cancelIn(Deployment version) {
        int count = calls.cancel(version);
        if (count > 0) {
            LOG.warn(
                    "{} calls are still in objects of {}, which is gone: they are interrupted, and their callers told so",
                    count,
                    version);
        }
    }

    /** Whether something of this version, but its modules, may still run. */
    private boolean inUse(Deployment version) {
        return adapter.uses(version) || calls.in(version);
    }

    @Override
    public synchronized List<String> bound(String name) {
        return Optional.ofNullable(current.get(name))
                .flatMap(HostedCode::of)
                .map(code -> code.names().names())
                .orElse(List.of());
    }

    @Override
    public synchronized Optional<String> pending(String name) {
        return Optional.ofNullable(current.get(name)).flatMap(HostedCode::of).flatMap(HostedCode::pending);
    }

    /** What a deployment does at its end it does while its objects are still there. */
    @GuardedBy("this")
    private void endCode(String name) {
        Deployment ending = current.get(name);
        if (ending != null) {
            HostedCode.of(ending).ifPresent(HostedCode::end);
        }
    }

    /** Ends all objects and types, what came last first, while modules can still be told of it. The rest goes with the deployer. */
    synchronized void endObjects() {
        List<String> names = new ArrayList<>(current.keySet());
        Collections.reverse(names);
        current.values().forEach(version -> HostedCode.of(version).ifPresent(HostedCode::beginToEnd));
        for (String name : names) {
            List<HostedType> types = typesOf(name);
            endCode(name);
            adapter.undeploy(name);
            modules.gone(described(types, List.of()));
        }
    }

    /**
     * Takes a deployment's modules away; where others want to stand beside one of them, or nobody else asks who calls, they go
     * on.
     *
     * @return whether nobody is with their hooks any more
     */
    private boolean withoutModulesOf(String name) {
        String needed = takeModulesOf(name).orElse(null);
        if (needed != null && !stopping) {
            LOG.error("{} is gone, but its modules go on until the container can do without them: {}", name, needed);
        }
        return needed == null && !modules.uses(name);
    }

    /** @return why the container can't do without them; empty if they are gone */
    private Optional<String> takeModulesOf(String name) {
        try {
            if (modules.has(name)) {
                guard.check(modules.tableWithout(name));
            }
            modules.without(name).keep();
        } catch (RuntimeException needed) {
            return Optional.of(String.valueOf(needed.getMessage()));
        }
        ownObjects.keep(hosting());
        return Optional.empty();
    }

    /** Modules of what is gone stay no longer than others need them. */
    @GuardedBy("this")
    private void releaseNeeded() {
        boolean changed;
        do {
            changed = false;
            for (String name : modules.deployments()) {
                if (!current.containsKey(name) && takeModulesOf(name).isEmpty()) {
                    LOG.info("the modules of {}, which is gone, are needed no more, and have gone too", name);
                    changed = true;
                }
            }
        } while (changed);
    }

    private void lookAtModules() {
        try {
            modules.look();
        } catch (RuntimeException fault) {
            LOG.error("looking for modules that are not used any more failed", fault);
        }
    }

    private void releaseUnused() {
        try {
            HostedCode.sweep();
            releaseFormer();
        } catch (RuntimeException fault) {
            LOG.error("looking for versions that are not used any more failed", fault);
        }
    }

    /** Whether modules of a former version may still run: those that nobody has replaced, or whose calls have not ended. */
    @GuardedBy("this")
    private boolean modulesOf(Deployment version) {
        boolean orphaned = !current.containsKey(version.name()) && modules.has(version.name());
        return orphaned || modules.uses(version.name());
    }

    private synchronized void releaseFormer() {
        Deployer told = deployer;
        if (told == null) {
            return;
        }
        modules.look();
        List<Deployment> unused = new ArrayList<>();
        for (Deployment version : former) {
            if (ending.contains(version)) {
                adapter.end(version);
            }
            if (!inUse(version) && !modulesOf(version)) {
                unused.add(version);
            }
        }
        former.removeAll(unused);
        for (Deployment version : unused) {
            forget(version);
            told.release(version);
        }
    }

    @GuardedBy("this")
    private void forget(Deployment version) {
        ending.remove(version);
        close(version);
        adapter.forget(version);
    }

    private static void close(Deployment version) {
        HostedCode.of(version).ifPresent(HostedCode::close);
    }

    @Override
    public void close() {
        looker.shutdownNow();
        forgetAll();
    }

    private synchronized void forgetAll() {
        current.values().forEach(Hosts::close);
        former.forEach(Hosts::close);
    }
}
