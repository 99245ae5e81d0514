package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.deploy.Deployer;
import dev.hearth.core.deploy.DeploymentException;
import dev.hearth.core.deploy.DeploymentListener;
import dev.hearth.core.dispatch.Intakes;
import dev.hearth.core.hosted.HostedRmi;
import dev.hearth.core.pipeline.HookRefusalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings deployments to those who host them: types to the adapter, modules to the pipeline, names to the intakes. */
final class Hosts implements DeploymentListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);

    private final ObjectAdapter adapter;
    private final Intakes intakes;
    private final Modules modules;
    private final OwnObjects ownObjects;
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "hearth-former-versions");
        thread.setDaemon(true);
        return thread;
    });

    @GuardedBy("this")
    private final Map<String, Deployment> current = new HashMap<>();

    /** Versions that were replaced and may still have objects. */
    @GuardedBy("this")
    private final List<Deployment> former = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable Deployer deployer;

    Hosts(ObjectAdapter adapter, Intakes intakes, Modules modules) {
        this.adapter = adapter;
        this.intakes = intakes;
        this.modules = modules;
        this.ownObjects = new OwnObjects(adapter);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // looking logs its own failures
    synchronized void connect(Deployer made) {
        deployer = made;
        looker.scheduleWithFixedDelay(this::releaseUnused, 1, 1, TimeUnit.SECONDS);
    }

    /** Hosts the objects of the built-in modules; once, before anything is deployed. */
    synchronized void hostBuiltIn() throws HostingException, HookRefusalException {
        List<ModuleObjects> objects = modules.builtInObjects();
        modules.coming(described(List.of(), objects));
        ownObjects.host(Modules.BUILT_IN, objects);
        ownObjects.keep(Modules.BUILT_IN);
    }

    @Override
    public synchronized void deploy(Contents contents) throws DeploymentException {
        Deployment deployment = contents.deployment();
        try {
            host(contents, modules.replace(deployment.name(), contents.modules()));
        } catch (HostingException | HookRefusalException | RuntimeException refused) {
            throw new DeploymentException(String.valueOf(refused.getMessage()), refused);
        }
        intakes.deployed(deployment.name());
        Deployment replaced = current.put(deployment.name(), deployment);
        if (replaced != null) {
            adapter.exports().replaced(replaced);
            former.add(replaced);
        }
    }

    /** The former modules stay open until the types are hosted: their hooks run until then, and on if they are refused. */
    private void host(Contents contents, Modules.Change change) throws HostingException, HookRefusalException {
        Deployment deployment = contents.deployment();
        List<HostedType> before = typesOf(deployment.name());
        List<ModuleObjects> objects = List.of();
        try {
            objects = change.objects();
            change.prepare(described(contents.types(), objects));
            ownObjects.host(deployment.name(), objects);
            HostedRmi.open(deployment, adapter.exports()); // objects that are preloaded may export others
            adapter.deploy(deployment, contents.types());
        } catch (HostingException | HookRefusalException | RuntimeException refused) {
            HostedRmi.close(deployment);
            adapter.exports().replaced(deployment);
            adapter.forget(deployment);
            ownObjects.takeBack(deployment.name());
            change.takeBack();
            throw refused;
        }
        change.keep();
        ownObjects.keep(deployment.name());
        modules.gone(vanished(before, contents.types()));
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
    public synchronized boolean undeploy(String name) {
        intakes.undeploying(name); // who is held keeps its object from ending
        List<HostedType> types = typesOf(name);
        adapter.undeploy(name);
        intakes.undeployed(name);
        List<DeployedType> going = described(types, ownObjects.of(name));
        ownObjects.remove(name);
        boolean unused = modules.remove(name, going);
        Deployment gone = current.remove(name);
        if (gone != null) {
            HostedRmi.close(gone);
            adapter.forget(gone);
            if (!unused) {
                former.add(gone);
            }
        }
        return unused;
    }

    private void releaseUnused() {
        try {
            releaseFormer();
        } catch (RuntimeException fault) {
            LOG.error("looking for versions that are not used any more failed", fault);
        }
    }

    private synchronized void releaseFormer() {
        Deployer told = deployer;
        if (told == null) {
            return;
        }
        modules.look();
        List<Deployment> unused = former.stream()
                .filter(version -> !adapter.uses(version) && !modules.uses(version.name()))
                .toList();
        former.removeAll(unused);
        for (Deployment version : unused) {
            HostedRmi.close(version);
            adapter.forget(version);
            told.release(version);
        }
    }

    @Override
    public void close() {
        looker.shutdownNow();
        forgetAll();
    }

    private synchronized void forgetAll() {
        current.values().forEach(HostedRmi::close);
        former.forEach(HostedRmi::close);
    }
}
