package dev.hearth.core.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The state of one servant class as JSON text that anybody can read: {@code {"cents":1500}}.
 *
 * <p>The state is every field that is neither {@code static} nor {@code transient}, of the class and its superclasses
 * up to the JDK's own, private ones too; fields of type {@link dev.hearth.api.ObjectContext} are surroundings and no
 * state. A field is stored under its name, and under {@code Superclass.name} where a subclass has one of the same name.
 *
 * <p>The declared type of a field decides the class of its value, never the stored text: JDK data types, enums, records,
 * arrays, concrete classes with a constructor without parameters, sealed types of these (told apart by {@code "@type"}),
 * the collections of {@code java.util} and {@code java.util.concurrent} of these, optionals, atomics, and remote
 * interfaces, which are stored as the name of the hosted object behind them. A collection comes back as the class that the
 * constructor put into the field, or as the usual one for its interface. A value that is reachable twice is stored twice.
 *
 * <p>Hash-ordered maps and sets are written sorted, so the bytes depend on the content alone.
 *
 * <p>Immutable and thread-safe. Holds the servant class, so it lives as long as its deployment.
 */
public final class JsonStateCodec implements StateCodec {

    private final Class<?> servantClass;
    private final FieldsCodec fields;

    private JsonStateCodec(Class<?> servantClass, FieldsCodec fields) {
        this.servantClass = servantClass;
        this.fields = fields;
    }

    /**
     * The codec for servants of exactly this class.
     *
     * @throws UnstorableStateException if a field's declared type can't be kept; the message names the class, the field,
     *     its type and what to do. All such fields are found here, none at the first save.
     */
    public static JsonStateCodec of(Class<?> servantClass) throws UnstorableStateException {
        return new JsonStateCodec(servantClass, new CodecChoice().forServant(servantClass));
    }

    @Override
    public byte[] write(Object servant, HostedNames names) throws UnstorableStateException {
        StatePath path = new StatePath(servantClass);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Json.generator(bytes)) {
            fields.writeFields(servant, new StateWriter(json, path, names));
        } catch (IOException unwritable) {
            throw path.failure(String.valueOf(unwritable.getMessage()), unwritable);
        } catch (RuntimeException changing) {
            throw path.failure("it failed with " + changing + "; was it changed while it was saved?", changing);
        }
        return bytes.toByteArray();
    }

    @Override
    public void read(byte[] state, Object servant, HostedNames names) throws UnstorableStateException {
        read(state, names, (tree, in) -> fields.readFields(tree, servant, in));
    }

    @Override
    public void check(byte[] state, HostedNames names) throws UnstorableStateException {
        read(state, names, fields::checkFields);
    }

    private interface Reading {
        void of(JsonNode tree, StateReader in) throws UnstorableStateException;
    }

    private void read(byte[] state, HostedNames names, Reading reading) throws UnstorableStateException {
        StatePath path = new StatePath(servantClass);
        JsonNode tree;
        try {
            tree = Json.tree(state);
        } catch (IOException malformed) {
            throw path.mismatch("it is not well-formed JSON: " + malformed.getMessage(), malformed);
        }
        try {
            reading.of(tree, new StateReader(path, names));
        } catch (RuntimeException unfit) {
            throw path.mismatch(String.valueOf(unfit), unfit);
        }
    }
}
