package dev.hearth.core.server;

import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Deployment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects that modules host themselves, by the deployment that brings the modules.
 *
 * <p>An object stays the same to its clients when another instance of its module takes over. Used under the lock of whoever
 * has it.
 */
final class OwnObjects {

    private final ObjectAdapter adapter;
    private final Map<String, List<ModuleObjects>> hosted = new HashMap<>();
    private @Nullable List<ModuleObjects> former;

    OwnObjects(ObjectAdapter adapter) {
        this.adapter = adapter;
    }

    List<ModuleObjects> of(String deployment) {
        return hosted.getOrDefault(deployment, List.of());
    }

    /**
     * Hosts these, in place of those that the deployment had; {@link #keep} or {@link #takeBack} follows.
     *
     * @throws HostingException if a name is taken
     */
    void host(String deployment, List<ModuleObjects> objects) throws HostingException {
        former = of(deployment);
        List<ModuleObjects> done = new ArrayList<>();
        hosted.put(deployment, done);
        for (ModuleObjects each : objects) {
            if (!each.types().isEmpty()) {
                adapter.deploy(each.deployment(), each.types());
                done.add(each);
            }
        }
    }

    /** Those that are not there any more end. */
    void keep(String deployment) {
        List<ModuleObjects> before = former == null ? List.of() : former;
        former = null;
        List<ModuleObjects> now = of(deployment);
        before.forEach(each -> {
            if (names(now).contains(each.deployment().name())) {
                adapter.forget(each.deployment());
            } else {
                end(each.deployment());
            }
        });
    }

    /** The former ones are there again. Does nothing if nothing was hosted. */
    void takeBack(String deployment) {
        List<ModuleObjects> before = former;
        if (before == null) {
            return;
        }
        former = null;
        List<ModuleObjects> refused = of(deployment);
        hosted.put(deployment, before);
        refused.stream()
                .map(ModuleObjects::deployment)
                .filter(each -> !names(before).contains(each.name()))
                .forEach(this::end);
        for (ModuleObjects each : before) {
            try {
                adapter.deploy(each.deployment(), each.types());
            } catch (HostingException impossible) {
                throw new IllegalStateException("objects of " + deployment + " can't be put back", impossible);
            }
        }
    }

    /** The deployment is gone, and so are they. */
    void remove(String deployment) {
        of(deployment).forEach(each -> end(each.deployment()));
        hosted.remove(deployment);
    }

    private void end(Deployment deployment) {
        adapter.undeploy(deployment.name());
        adapter.forget(deployment);
    }

    private static List<String> names(List<ModuleObjects> objects) {
        return objects.stream().map(each -> each.deployment().name()).toList();
    }
}
