package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Arrays, as JSON arrays. */
final class ArrayCodec implements ValueCodec {

    private final Class<?> component;
    private final ValueCodec codec;

    ArrayCodec(Class<?> component, ValueCodec codec) {
        this.component = component;
        this.codec = codec;
    }

    @Override
    public void write(Object array, StateWriter out) throws IOException, UnstorableStateException {
        out.json().writeStartArray();
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            out.value(i, Array.get(array, i), codec);
        }
        out.json().writeEndArray();
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        if (!node.isArray()) {
            throw in.expected("an array", node);
        }
        Object array = Array.newInstance(component, node.size());
        for (int i = 0; i < node.size(); i++) {
            Object element = in.value(i, node.get(i), codec);
            Array.set(array, i, present(element, node, in));
        }
        return array;
    }

    private @Nullable Object present(@Nullable Object element, JsonNode node, StateReader in)
            throws UnstorableStateException {
        if (element == null && component.isPrimitive()) {
            throw in.expected("an array of " + component + " without null", node);
        }
        return element;
    }
}
