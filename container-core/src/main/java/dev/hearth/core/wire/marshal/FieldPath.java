package dev.hearth.core.wire.marshal;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds by which fields an object of a class is reached. Best effort, for error messages; looks at a bounded number. */
final class FieldPath {

    private static final int MOST_LOOKED_AT = 2_000;
    private static final int MOST_ELEMENTS = 100;
    private static final int STATIC_OR_TRANSIENT = Modifier.STATIC | Modifier.TRANSIENT;

    private record Step(Object value, String path) {}

    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FieldPath() {}

    /** Such as {@code .owner.address[3]}; empty if it is the root itself or was not found. */
    static Optional<String> to(String className, @Nullable Object root) {
        FieldPath search = new FieldPath();
        search.add(root, "");
        for (int looked = 0; looked < MOST_LOOKED_AT && !search.open.isEmpty(); looked++) {
            Step step = search.open.remove();
            if (step.value.getClass().getName().equals(className)) {
                return Optional.of(step.path).filter(path -> !path.isEmpty());
            }
            try {
                search.lookInto(step);
            } catch (RuntimeException unreadable) {
                return Optional.empty(); // a collection of the user's own failed; the message does without the path
            }
        }
        return Optional.empty();
    }

    private void add(@Nullable Object value, String path) {
        if (value != null && seen.add(value)) {
            open.add(new Step(value, path));
        }
    }

    private void lookInto(Step step) {
        if (step.value instanceof Object[] array) {
            for (int i = 0; i < Math.min(array.length, MOST_ELEMENTS); i++) {
                add(array[i], step.path + "[" + i + "]");
            }
        } else if (step.value instanceof Collection<?> collection) {
            int i = 0;
            for (Object element : collection) {
                if (i < MOST_ELEMENTS) {
                    add(element, step.path + "[" + i++ + "]");
                }
            }
        } else if (step.value instanceof Map<?, ?> map) {
            add(map.keySet(), step.path + ".key");
            add(map.values(), step.path + ".value");
        } else {
            lookIntoFields(step);
        }
    }

    private void lookIntoFields(Step step) {
        for (Class<?> type = step.value.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if ((field.getModifiers() & STATIC_OR_TRANSIENT) == 0
                        && !field.getType().isPrimitive()) {
                    read(field, step);
                }
            }
        }
    }

    private void read(Field field, Step step) {
        try {
            field.setAccessible(true);
            add(field.get(step.value), step.path + "." + field.getName());
        } catch (InaccessibleObjectException | IllegalAccessException closed) {
            return; // the JDK's own fields can't be looked into
        }
    }
}
