package dev.hearth.core.wire.marshal;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The classes that are written in a signature, at any depth of type arguments and arrays. */
final class SignatureClasses {

    private final Set<Type> seen = new HashSet<>();
    private final Set<Class<?>> classes = new HashSet<>();

    private SignatureClasses() {}

    static Set<Class<?>> of(Collection<Type> signature) {
        SignatureClasses found = new SignatureClasses();
        signature.forEach(found::add);
        return found.classes;
    }

    private void add(Type type) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> plain) {
            addClass(plain);
        } else if (type instanceof ParameterizedType parameterized) {
            add(parameterized.getRawType());
            List.of(parameterized.getActualTypeArguments()).forEach(this::add);
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType());
        } else if (type instanceof WildcardType wildcard) {
            List.of(wildcard.getUpperBounds()).forEach(this::add);
        } else if (type instanceof TypeVariable<?> variable) {
            List.of(variable.getBounds()).forEach(this::add);
        }
    }

    private void addClass(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (!element.isPrimitive()) {
            classes.add(element);
        }
    }
}
