package dev.hearth.core.server;

import dev.hearth.api.Threading;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.pipeline.ModuleHooks;
import java.util.List;
import java.util.Map;

/**
 * The objects that a module hosts itself, as a deployment of their own.
 *
 * @param types empty if it hosts none
 */
record ModuleObjects(String module, Deployment deployment, List<HostedType> types) {

    /** What no JAR can be named. */
    private static final String PREFIX = "hearth/";

    static ModuleObjects of(ModuleHooks module) {
        List<ModuleHooks.OwnObject> objects = module.objects();
        Deployment deployment =
                new Deployment(PREFIX + module.name(), module.loader(), name -> false, Map.of(), Threading.POOLED);
        return new ModuleObjects(
                module.name(),
                deployment,
                objects.stream()
                        .map(object -> HostedType.of(object.name(), deployment, object.type(), object.servant()))
                        .toList());
    }
}
