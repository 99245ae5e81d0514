package dev.hearth.core.pipeline;

import dev.hearth.core.adapter.ValueCopier;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import java.io.IOException;
import java.rmi.ServerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call whose object was replaced while it waited: its method and arguments, which were read for the version before, become those
 * of the version that is there.
 */
final class Replacement {

    private Replacement() {}

    /**
     * Lets a call that is in its object, and has not begun, follow it to its new version, where there is one.
     *
     * @throws ServerException if that version has no such method, or can't read what was sent
     */
    static void follow(CallRun call, ValueCopier copier) throws ServerException {
        HostedType there = call.slot().servedBy();
        HostedType readFor = call.version();
        if (there == null || readFor == null || there.deployment() == readFor.deployment()) {
            return;
        }
        HostedMethod before = call.hosted();
        HostedMethod method = call.incoming().select(there);
        if (method == null) {
            throw replaced(call, "has no " + before.name() + " with these parameters");
        }
        if (before.readOnly() && !method.readOnly()) {
            throw replaced(call, "changes state in " + before.name() + ", which was @ReadOnly");
        }
        @Nullable Object[] arguments = read(call, there, copier);
        if (!fit(method.parameterTypes(), arguments)) {
            throw replaced(call, "takes other arguments");
        }
        call.selected(there, method);
        call.argumentsRead(arguments);
    }

    private static @Nullable Object[] read(CallRun call, HostedType there, ValueCopier copier) throws ServerException {
        try {
            return copier.copyAll(call.rawArguments(), there.deployment().loader());
        } catch (IOException | ClassNotFoundException unfit) {
            throw replaced(call, "can't read the arguments: " + unfit.getMessage());
        }
    }

    private static boolean fit(List<Class<?>> types, @Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = types.get(i);
            if (arguments[i] != null && !type.isPrimitive() && !type.isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static ServerException replaced(CallRun call, String reason) {
        return new ServerException("HEARTH-REPLACED: " + call.object()
                + " was replaced while this call waited, by a version that " + reason + "; nothing has run");
    }
}
