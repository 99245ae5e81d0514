package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps: as JSON objects where the keys have a text of their own, otherwise as arrays of pairs. In the order of iteration;
 * hash maps sorted.
 */
final class MapCodec implements ValueCodec {

    private final Class<?> declared;
    private final Class<?> keyType;
    private final ValueCodec key;
    private final ValueCodec value;

    MapCodec(Class<?> declared, Class<?> keyType, ValueCodec key, ValueCodec value) {
        this.declared = declared;
        this.keyType = keyType;
        this.key = key;
        this.value = value;
    }

    @Override
    public void write(Object container, StateWriter out) throws IOException, UnstorableStateException {
        if (!Containers.keeps(declared, container)) {
            throw out.path()
                    .failure("it holds a " + container.getClass().getName() + " where " + declared.getName()
                            + " is declared; declare the interface, or hold exactly the declared class");
        }
        Map<?, ?> map = (Map<?, ?>) container;
        Iterable<? extends Map.Entry<?, ?>> entries = Containers.isHashOrdered(map)
                ? Sorted.by(key, map.entrySet(), Map.Entry::getKey, out).stream()
                        .map(Sorted.Entry::original)
                        .map(entry -> (Map.Entry<?, ?>) entry)
                        .toList()
                : map.entrySet();
        TextForm form = key.textForm();
        if (form == null) {
            writePairs(entries, out);
        } else {
            writeObject(entries, form, out);
        }
    }

    private void writeObject(Iterable<? extends Map.Entry<?, ?>> entries, TextForm form, StateWriter out)
            throws IOException, UnstorableStateException {
        out.json().writeStartObject();
        for (Map.Entry<?, ?> entry : entries) {
            String name = nameOf(entry.getKey(), form, out);
            out.json().writeFieldName(name);
            out.value(name, entry.getValue(), value);
        }
        out.json().writeEndObject();
    }

    private static String nameOf(@Nullable Object key, TextForm form, StateWriter out) throws UnstorableStateException {
        if (key == null) {
            throw out.path().failure("it has a null key");
        }
        String name = form.toText(key);
        if (!StateWriter.isWellFormed(name)) {
            throw out.path().failure("it has a key with half a surrogate pair");
        }
        return name;
    }

    private void writePairs(Iterable<? extends Map.Entry<?, ?>> entries, StateWriter out)
            throws IOException, UnstorableStateException {
        out.json().writeStartArray();
        for (Map.Entry<?, ?> entry : entries) {
            out.json().writeStartArray();
            out.value("key", entry.getKey(), key);
            out.value("value", entry.getValue(), value);
            out.json().writeEndArray();
        }
        out.json().writeEndArray();
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        return readOver(null, false, node, in);
    }

    @Override
    public Object readOver(@Nullable Object present, boolean fixed, JsonNode node, StateReader in)
            throws UnstorableStateException {
        TextForm form = key.textForm();
        Map<@Nullable Object, @Nullable Object> entries =
                form == null ? readPairs(node, in) : readObject(node, form, in);
        if (fixed && present instanceof Map<?, ?> same && refill(same, entries)) {
            return same;
        }
        Map<@Nullable Object, @Nullable Object> made = Containers.map(declared, keyType, present);
        made.putAll(entries);
        return made;
    }

    private Map<@Nullable Object, @Nullable Object> readObject(JsonNode node, TextForm form, StateReader in)
            throws UnstorableStateException {
        if (!node.isObject()) {
            throw in.expected("an object with a member for each key", node);
        }
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            entries.put(keyOf(member.getKey(), form, in), in.value(member.getKey(), member.getValue(), value));
        }
        return entries;
    }

    private static Object keyOf(String name, TextForm form, StateReader in) throws UnstorableStateException {
        try {
            return form.fromText(name);
        } catch (RuntimeException unfit) {
            throw in.path().mismatch("the key " + name + " does not fit the declared type: " + unfit, unfit);
        }
    }

    private Map<@Nullable Object, @Nullable Object> readPairs(JsonNode node, StateReader in)
            throws UnstorableStateException {
        if (!node.isArray()) {
            throw in.expected("an array of pairs", node);
        }
        Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
        for (JsonNode pair : node) {
            if (!pair.isArray() || pair.size() != 2) {
                throw in.expected("a pair of key and value", pair);
            }
            entries.put(in.value("key", pair.get(0), key), in.value("value", pair.get(1), value));
        }
        return entries;
    }

    @SuppressWarnings("unchecked") // the entries were read as what the field declares
    private static boolean refill(Map<?, ?> same, Map<@Nullable Object, @Nullable Object> entries) {
        try {
            same.clear();
            ((Map<@Nullable Object, @Nullable Object>) same).putAll(entries);
            return true;
        } catch (UnsupportedOperationException immutable) {
            return false;
        }
    }
}
