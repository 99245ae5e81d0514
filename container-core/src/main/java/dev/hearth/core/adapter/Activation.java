package dev.hearth.core.adapter;

import dev.hearth.core.call.HostedMethod;
import java.rmi.ServerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The union of an object and a servant for a while.
 *
 * @param slot the object
 * @param entry the version of the type that the servant was made by
 */
record Activation(ObjectSlot slot, TypeEntry entry, Object servant) {

    /** Calls the method, or the one that stands for it in the servant's version where the call knew another. */
    @Nullable
    Object invoke(HostedMethod method, @Nullable Object[] arguments) throws Throwable {
        HostedMethod own = method.method().getDeclaringClass().isInstance(servant) ? method : same(method, arguments);
        return own.invoke(servant, arguments);
    }

    private HostedMethod same(HostedMethod method, @Nullable Object[] arguments) throws ServerException {
        HostedMethod same = entry.type().method(method.hash());
        if (same == null || !fit(same.parameterTypes(), arguments)) {
            throw new ServerException("HEARTH-REPLACED: " + entry.type().name()
                    + " was replaced while this call waited, by a version that does not take it; nothing has run");
        }
        return same;
    }

    private static boolean fit(List<Class<?>> types, @Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] != null
                    && !types.get(i).isPrimitive()
                    && !types.get(i).isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
