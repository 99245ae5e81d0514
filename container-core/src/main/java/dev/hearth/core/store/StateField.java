package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.api.FormerName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field that is part of a state.
 *
 * @param storedName its key in the JSON object
 */
record StateField(String storedName, Optional<String> formerName, Field field, ValueCodec codec) {

    static StateField of(String storedName, Field field, ValueCodec codec) {
        FormerName former = field.getAnnotation(FormerName.class);
        field.setAccessible(true);
        return new StateField(storedName, Optional.ofNullable(former).map(FormerName::value), field, codec);
    }

    /** The field's value in a stored object, under its name or the former one; null if there is neither. */
    @Nullable
    JsonNode in(JsonNode object) {
        JsonNode node = object.get(storedName);
        return node == null && formerName.isPresent() ? object.get(formerName.get()) : node;
    }

    @Nullable
    Object get(Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field + " was made accessible", impossible);
        }
    }

    /** Reads the field's value, not null for a primitive one. */
    @Nullable
    Object read(@Nullable Object present, JsonNode node, StateReader in) throws UnstorableStateException {
        boolean fixed = Modifier.isFinal(field.getModifiers());
        Object value = in.valueOver(storedName, present, fixed, node, codec);
        if (value == null && field.getType().isPrimitive()) {
            throw in.path()
                    .mismatch("the field " + storedName + " is of type " + field.getType() + " and the stored is null");
        }
        return value;
    }

    void set(Object owner, @Nullable Object value) {
        try {
            field.set(owner, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(field + " was made accessible", impossible);
        }
    }
}
