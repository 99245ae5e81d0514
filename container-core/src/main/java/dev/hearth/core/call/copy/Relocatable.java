package dev.hearth.core.call.copy;

import java.util.List;

/**
 * Implemented by the invocation handler of a proxy that is not copied between deployments but made anew in the other's
 * loader.
 */
public interface Relocatable {

    /**
     * The same reference for another deployment.
     *
     * @param interfaces the proxy's, as {@code target} knows them
     */
    Object relocated(ClassLoader target, List<Class<?>> interfaces);
}
