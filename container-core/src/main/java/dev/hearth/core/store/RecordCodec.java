package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records: their components, and back through the canonical constructor. A component that is absent is null or zero. */
final class RecordCodec implements ValueCodec {

    private final Constructor<?> canonical;
    private final StateVersions versions;
    private List<StateField> components = List.of();

    RecordCodec(Constructor<?> canonical, StateVersions versions) {
        this.canonical = canonical;
        this.versions = versions;
    }

    /** Completes the codec, once and before it is published, with the fields of the components in their order. */
    void complete(List<StateField> all) {
        components = List.copyOf(all);
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException, UnstorableStateException {
        out.startObject();
        versions.write(out);
        for (StateField component : components) {
            out.json().writeFieldName(component.storedName());
            out.value(component.storedName(), component.get(value), component.codec());
        }
        out.json().writeEndObject();
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        if (!node.isObject()) {
            throw in.expected("an object with the components of " + type().getName(), node);
        }
        JsonNode current = versions.upgraded(node, in);
        @Nullable Object[] arguments = new @Nullable Object[components.size()];
        for (int i = 0; i < arguments.length; i++) {
            StateField component = components.get(i);
            JsonNode stored = component.in(current);
            arguments[i] = stored == null ? zero(component) : component.read(null, stored, in);
        }
        return create(arguments, in);
    }

    private static @Nullable Object zero(StateField component) {
        Class<?> type = component.field().getType();
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    private Object create(@Nullable Object[] arguments, StateReader in) throws UnstorableStateException {
        try {
            return canonical.newInstance(arguments);
        } catch (InvocationTargetException thrown) {
            throw in.path().mismatch("the constructor of " + type().getName() + " threw " + thrown.getCause(), thrown);
        } catch (ReflectiveOperationException impossible) {
            throw in.path().mismatch("no " + type().getName() + " can be made", impossible);
        }
    }

    private Class<?> type() {
        return canonical.getDeclaringClass();
    }
}
