package dev.hearth.core.server;

import dev.hearth.core.adapter.HostingException;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects that modules host themselves.
 *
 * <p>An object stays the same to its clients when another instance of its module takes over. Used under the lock of whoever
 * has it.
 */
final class OwnObjects {

    private final ObjectAdapter adapter;

    /** By module. */
    private final Map<String, ModuleObjects> hosted = new LinkedHashMap<>();

    /** What was there before the change that is under way. */
    private final Map<String, @Nullable ModuleObjects> former = new LinkedHashMap<>();

    OwnObjects(ObjectAdapter adapter) {
        this.adapter = adapter;
    }

    /**
     * Hosts these, in place of those that the same modules had; {@link #keep} or {@link #takeBack} follows.
     *
     * @throws HostingException if a name is taken
     */
    void host(List<ModuleObjects> objects) throws HostingException {
        for (ModuleObjects each : objects) {
            if (!each.types().isEmpty()) {
                adapter.deploy(each.deployment(), each.types());
                former.put(each.module(), hosted.put(each.module(), each));
            }
        }
    }

    /**
     * The change is kept: those of modules that are not there any more, or host nothing any more, end.
     *
     * @param hosting the modules that host objects
     */
    void keep(List<String> hosting) {
        former.values().forEach(replaced -> {
            if (replaced != null) {
                adapter.forget(replaced.deployment());
            }
        });
        former.clear();
        for (ModuleObjects each : List.copyOf(hosted.values())) {
            if (!hosting.contains(each.module())) {
                hosted.remove(each.module());
                end(each.deployment());
            }
        }
    }

    /** The former ones are there again. */
    void takeBack() {
        List<String> changed = new ArrayList<>(former.keySet());
        for (String module : changed) {
            ModuleObjects before = former.remove(module);
            ModuleObjects refused = before == null ? hosted.remove(module) : hosted.put(module, before);
            if (before != null) {
                hostAgain(before);
            } else if (refused != null) {
                end(refused.deployment());
            }
        }
    }

    private void hostAgain(ModuleObjects before) {
        try {
            adapter.deploy(before.deployment(), before.types());
        } catch (HostingException impossible) {
            throw new IllegalStateException(
                    "objects of the module " + before.module() + " can't be put back", impossible);
        }
    }

    private void end(Deployment deployment) {
        adapter.undeploy(deployment.name());
        adapter.forget(deployment);
    }
}
