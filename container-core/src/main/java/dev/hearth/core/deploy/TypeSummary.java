package dev.hearth.core.deploy;

import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.HostedType;
import java.util.List;

/**
 * What a hosted type is, in words: holds no class of the deployment, and so may outlive it. Immutable.
 *
 * @param className the class of the servants
 * @param interfaces the names of the remote interfaces
 * @param threading resolved, never {@code INHERIT}
 * @param keyed whether the type answers at names below its own
 */
public record TypeSummary(
        String name,
        String className,
        List<String> interfaces,
        Lifecycle lifecycle,
        Threading threading,
        boolean preload,
        boolean keyed) {

    static TypeSummary of(HostedType type) {
        return new TypeSummary(
                type.name(),
                type.implementation().getName(),
                type.interfaces().stream().map(Class::getName).toList(),
                type.lifecycle(),
                type.threading(),
                type.preload(),
                type.keyed());
    }
}
