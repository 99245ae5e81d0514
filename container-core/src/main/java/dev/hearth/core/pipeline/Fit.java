package dev.hearth.core.pipeline;

import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Whether a value can stand for a parameter or result. */
final class Fit {

    private Fit() {}

    static boolean fits(Class<?> type, @Nullable Object value) {
        if (value == null) {
            return !type.isPrimitive() || type == void.class;
        }
        return MethodType.methodType(type).wrap().returnType().isInstance(value);
    }
}
