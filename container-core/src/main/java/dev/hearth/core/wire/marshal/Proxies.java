package dev.hearth.core.wire.marshal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;

/** Makes proxies of interfaces that may come from different loaders. */
final class Proxies {

    private Proxies() {}

    /**
     * @param loader sees all the interfaces
     * @throws IllegalArgumentException if no class can have them all
     */
    static Object proxy(ClassLoader loader, List<Class<?>> interfaces, InvocationHandler handler) {
        return Proxy.newProxyInstance(defining(loader, interfaces), interfaces.toArray(Class<?>[]::new), handler);
    }

    /** A proxy of an interface that is not public must be of the interface's own loader. */
    private static ClassLoader defining(ClassLoader loader, List<Class<?>> interfaces) {
        for (Class<?> each : interfaces) {
            if (!Modifier.isPublic(each.getModifiers())) {
                return each.getClassLoader();
            }
        }
        return loader;
    }
}
