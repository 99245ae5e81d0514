package dev.hearth.core.adapter;

import dev.hearth.api.OnActivate;
import dev.hearth.api.OnDestroy;
import dev.hearth.api.OnPassivate;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** The annotated lifecycle methods of a class. Immutable. */
final class LifecycleMethods {

    private final @Nullable Method activate;
    private final @Nullable Method passivate;
    private final @Nullable Method destroy;

    private LifecycleMethods(@Nullable Method activate, @Nullable Method passivate, @Nullable Method destroy) {
        this.activate = activate;
        this.passivate = passivate;
        this.destroy = destroy;
    }

    /**
     * Finds them in the class and its superclasses.
     *
     * @throws IllegalArgumentException if one has parameters, a result, is static, or is there twice
     */
    static LifecycleMethods of(Class<?> type) {
        return new LifecycleMethods(
                find(type, OnActivate.class), find(type, OnPassivate.class), find(type, OnDestroy.class));
    }

    private static @Nullable Method find(Class<?> type, Class<? extends Annotation> annotation) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            Method found = null;
            for (Method method : at.getDeclaredMethods()) {
                if (method.isAnnotationPresent(annotation)) {
                    if (found != null) {
                        throw new IllegalArgumentException(
                                at.getName() + " has two methods with @" + annotation.getSimpleName() + ": keep one");
                    }
                    found = checked(method, annotation);
                }
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Method checked(Method method, Class<? extends Annotation> annotation) {
        boolean fits = method.getParameterCount() == 0
                && method.getReturnType() == void.class
                && !Modifier.isStatic(method.getModifiers());
        if (!fits) {
            throw new IllegalArgumentException(method + " has @" + annotation.getSimpleName()
                    + ": make it an instance method without parameters that returns nothing");
        }
        method.setAccessible(true);
        return method;
    }

    void activate(Object servant) throws Throwable {
        call(activate, servant);
    }

    boolean passivates() {
        return passivate != null;
    }

    void passivate(Object servant) throws Throwable {
        call(passivate, servant);
    }

    boolean destroys() {
        return destroy != null;
    }

    void destroy(Object servant) throws Throwable {
        call(destroy, servant);
    }

    private static void call(@Nullable Method method, Object servant) throws Throwable {
        if (method == null) {
            return;
        }
        try {
            method.invoke(servant);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
