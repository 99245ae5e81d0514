package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects of one class, exactly, as their fields. */
final class FieldsCodec implements ValueCodec {

    private final Class<?> type;
    private final StateVersions versions;
    private final @Nullable Constructor<?> constructor;
    private List<StateField> fields = List.of();

    /** @param constructor without parameters; null for a servant's class, whose instances somebody else makes */
    FieldsCodec(Class<?> type, StateVersions versions, @Nullable Constructor<?> constructor) {
        this.type = type;
        this.versions = versions;
        this.constructor = constructor;
    }

    /** Completes the codec, once and before it is published: a class's fields may be of the class itself. */
    void complete(List<StateField> all) {
        fields = List.copyOf(all);
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException, UnstorableStateException {
        if (value.getClass() != type) {
            throw out.path()
                    .failure("it holds a " + value.getClass().getName() + " where " + type.getName()
                            + " is declared; declare a sealed type, or let it hold exactly the declared class");
        }
        writeFields(value, out);
    }

    void writeFields(Object value, StateWriter out) throws IOException, UnstorableStateException {
        out.startObject();
        versions.write(out);
        for (StateField field : fields) {
            out.json().writeFieldName(field.storedName());
            out.value(field.storedName(), field.get(value), field.codec());
        }
        out.json().writeEndObject();
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        Object value = newInstance(in);
        readFields(node, value, in);
        return value;
    }

    void readFields(JsonNode node, Object value, StateReader in) throws UnstorableStateException {
        if (!node.isObject()) {
            throw in.expected("an object with the fields of " + type.getName(), node);
        }
        JsonNode current = versions.upgraded(node, in);
        for (StateField field : fields) {
            JsonNode stored = field.in(current);
            if (stored != null) {
                field.set(value, field.read(field.get(value), stored, in));
            }
        }
    }

    /** Reads the fields and sets none. */
    void checkFields(JsonNode node, StateReader in) throws UnstorableStateException {
        if (!node.isObject()) {
            throw in.expected("an object with the fields of " + type.getName(), node);
        }
        JsonNode current = versions.upgraded(node, in);
        for (StateField field : fields) {
            JsonNode stored = field.in(current);
            if (stored != null) {
                field.read(null, stored, in);
            }
        }
    }

    private Object newInstance(StateReader in) throws UnstorableStateException {
        if (constructor == null) {
            throw new IllegalStateException(type + " is a servant's class");
        }
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException thrown) {
            throw in.path().mismatch("the constructor of " + type.getName() + " threw " + thrown.getCause(), thrown);
        } catch (ReflectiveOperationException impossible) {
            throw in.path().mismatch("no instance of " + type.getName() + " can be made", impossible);
        }
    }
}
