package dev.hearth.core.wire.marshal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for {@link java.rmi.server.RemoteObjectInvocationHandler} while a stub is read; what the reader gets is a
 * reference made from its {@link #address()}.
 */
final class RemoteObjectInvocationHandler extends RemoteObject implements InvocationHandler {

    private static final long serialVersionUID = 2;

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) {
        throw new IllegalStateException("a stub is called before it was read: " + method);
    }
}
