package dev.hearth.core.store;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A declared type with its variables resolved: a class and what its type parameters stand for.
 *
 * @param raw the class
 * @param arguments one per type parameter of {@code raw}; empty if it has none, or is used raw
 */
record TypeShape(Class<?> raw, List<TypeShape> arguments) {

    static TypeShape of(Class<?> raw) {
        return new TypeShape(raw, List.of());
    }

    /** What a type written inside this one means, such as that of a field. */
    TypeShape resolve(Type type) {
        return resolve(type, bindings(), 0);
    }

    private static TypeShape resolve(Type type, Map<TypeVariable<?>, TypeShape> bindings, int depth) {
        if (depth > 16) {
            return of(Object.class); // T extends Comparable<T> and the like: no value type comes of it
        }
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        if (type instanceof ParameterizedType generic) {
            List<TypeShape> arguments = Arrays.stream(generic.getActualTypeArguments())
                    .map(argument -> resolve(argument, bindings, depth + 1))
                    .toList();
            return new TypeShape((Class<?>) generic.getRawType(), arguments);
        }
        if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0], bindings, depth + 1);
        }
        if (type instanceof TypeVariable<?> variable) {
            TypeShape bound = bindings.get(variable);
            return bound != null ? bound : resolve(variable.getBounds()[0], bindings, depth + 1);
        }
        if (type instanceof GenericArrayType array) {
            TypeShape element = resolve(array.getGenericComponentType(), bindings, depth + 1);
            return new TypeShape(Array.newInstance(element.raw(), 0).getClass(), element.arguments());
        }
        return of(Object.class);
    }

    private Map<TypeVariable<?>, TypeShape> bindings() {
        Map<TypeVariable<?>, TypeShape> bindings = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < Math.min(parameters.length, arguments.size()); i++) {
            bindings.put(parameters[i], arguments.get(i));
        }
        return bindings;
    }

    /** The superclass as this type extends it; null above {@link Object}. */
    @Nullable
    TypeShape superclass() {
        Type above = raw.getGenericSuperclass();
        return above == null ? null : resolve(above);
    }

    /** The element of an array type. */
    TypeShape element() {
        return new TypeShape(raw.getComponentType(), arguments);
    }

    /** A permitted subclass of this sealed type, its parameters bound as far as this type's say. */
    TypeShape permitted(Class<?> subclass) {
        Map<TypeVariable<?>, TypeShape> found = new HashMap<>();
        for (Type above : supertypes(subclass)) {
            if (above instanceof ParameterizedType generic && generic.getRawType() == raw) {
                Type[] given = generic.getActualTypeArguments();
                for (int i = 0; i < Math.min(given.length, arguments.size()); i++) {
                    if (given[i] instanceof TypeVariable<?> variable) {
                        found.put(variable, arguments.get(i));
                    }
                }
            }
        }
        List<TypeShape> bound = Arrays.stream(subclass.getTypeParameters())
                .map(parameter -> resolve(parameter, found, 0))
                .toList();
        return new TypeShape(subclass, bound);
    }

    private static List<Type> supertypes(Class<?> type) {
        List<Type> all = new ArrayList<>(List.of(type.getGenericInterfaces()));
        if (type.getGenericSuperclass() != null) {
            all.add(type.getGenericSuperclass());
        }
        return all;
    }

    /** The type argument at this place; {@link Object}, which can't be kept, if the type is used raw. */
    TypeShape argument(int index) {
        return index < arguments.size() ? arguments.get(index) : of(Object.class);
    }

    @Override
    public String toString() {
        return arguments.isEmpty() || raw.isArray()
                ? raw.getTypeName()
                : raw.getTypeName()
                        + arguments.stream().map(TypeShape::toString).collect(Collectors.joining(", ", "<", ">"));
    }
}
