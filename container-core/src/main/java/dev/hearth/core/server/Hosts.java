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
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.HookTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings deployments to those who host them: types to the adapter, modules to the pipeline, names to the intakes. */
final class Hosts implements DeploymentListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);

    private final ObjectAdapter adapter;
    private final CallProcessor processor;
    private final Intakes intakes;
    private final Modules modules;
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

    Hosts(ObjectAdapter adapter, CallProcessor processor, Intakes intakes, Modules modules) {
        this.adapter = adapter;
        this.processor = processor;
        this.intakes = intakes;
        this.modules = modules;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // looking logs its own failures
    synchronized void connect(Deployer made) {
        deployer = made;
        looker.scheduleWithFixedDelay(this::releaseUnused, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public synchronized void deploy(Contents contents) throws DeploymentException {
        Deployment deployment = contents.deployment();
        try {
            Modules.Change change = modules.replace(deployment.name(), contents.modules());
            host(deployment, contents, change);
        } catch (HostingException | RuntimeException refused) {
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
    private void host(Deployment deployment, Contents contents, Modules.Change change) throws HostingException {
        HostedRmi.open(deployment, adapter.exports()); // objects that are preloaded may export others
        try {
            List<HostedType> types = new ArrayList<>(contents.types());
            change.objects().forEach(object -> types.add(Modules.hosted(object, deployment)));
            for (HostedType type : types) {
                Optional<String> refusal = change.table().refusal(ServerView.shown(type));
                if (refusal.isPresent()) {
                    throw new IllegalStateException(refusal.get());
                }
            }
            adapter.deploy(deployment, types);
        } catch (HostingException | RuntimeException refused) {
            HostedRmi.close(deployment);
            adapter.exports().replaced(deployment);
            adapter.forget(deployment);
            change.takeBack();
            throw refused;
        }
        processor.hooks(change.table());
        change.keep();
    }

    @Override
    public synchronized void undeploy(String name) {
        List<DeployedType> going = adapter.types().stream()
                .filter(type -> type.deployment().name().equals(name))
                .map(ServerView::shown)
                .toList();
        intakes.undeploying(name); // who is held keeps its object from ending
        adapter.undeploy(name);
        intakes.undeployed(name);
        HookTable left = modules.remove(name);
        processor.hooks(left);
        going.forEach(left::gone);
        Deployment gone = current.remove(name);
        if (gone != null) {
            HostedRmi.close(gone);
            adapter.forget(gone);
        }
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
        List<Deployment> unused =
                former.stream().filter(version -> !adapter.uses(version)).toList();
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
