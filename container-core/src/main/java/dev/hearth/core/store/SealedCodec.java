package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.core.call.ClassNames;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of a sealed type: as those of the permitted class, with its name under {@code "@type"}. */
final class SealedCodec implements ValueCodec {

    static final String TYPE = "@type";
    private static final String VALUE = "@value";

    private final Class<?> type;
    private final Map<Class<?>, Leaf> byClass = new HashMap<>();
    private final Map<String, Leaf> byName = new HashMap<>();

    SealedCodec(Class<?> type) {
        this.type = type;
    }

    /** A class that values may be of, and what it is called. */
    private record Leaf(String name, ValueCodec codec) {

        /** Whether its JSON is an object of its own, into which the type's name goes. */
        boolean isObject() {
            return !(codec instanceof TextCodec);
        }
    }

    /**
     * Completes the codec, before it is published. A simple name that two permitted classes share is no name for either:
     * both are called by their full names.
     */
    void complete(Map<Class<?>, ValueCodec> permitted) {
        permitted.forEach((candidate, codec) -> {
            long same = permitted.keySet().stream()
                    .filter(other -> ClassNames.simple(other).equals(ClassNames.simple(candidate)))
                    .count();
            Leaf leaf = new Leaf(same == 1 ? ClassNames.simple(candidate) : candidate.getName(), codec);
            byClass.put(candidate, leaf);
            byName.put(leaf.name(), leaf);
        });
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException, UnstorableStateException {
        Class<?> actual = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        Leaf leaf = byClass.get(actual);
        if (leaf == null) {
            throw out.path()
                    .failure("it holds a " + actual.getName() + ", which is not among the final classes that "
                            + type.getName() + " permits");
        }
        out.discriminate(leaf.name());
        if (leaf.isObject()) {
            leaf.codec().write(value, out);
        } else {
            out.startObject();
            out.json().writeFieldName(VALUE);
            leaf.codec().write(value, out);
            out.json().writeEndObject();
        }
    }

    @Override
    public @Nullable Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        JsonNode name = node.get(TYPE);
        Leaf leaf = name == null ? null : byName.get(name.asText());
        if (leaf == null) {
            throw in.expected("an object whose " + TYPE + " is one of " + byName.keySet(), node);
        }
        JsonNode content = leaf.isObject() ? node : node.path(VALUE);
        return leaf.codec().read(content, in);
    }
}
