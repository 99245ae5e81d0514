package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collections, as JSON arrays in the order of iteration; hash sets sorted. */
final class CollectionCodec implements ValueCodec {

    private final Class<?> declared;
    private final Class<?> elementType;
    private final ValueCodec element;

    CollectionCodec(Class<?> declared, Class<?> elementType, ValueCodec element) {
        this.declared = declared;
        this.elementType = elementType;
        this.element = element;
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException, UnstorableStateException {
        if (!Containers.keeps(declared, value)) {
            throw out.path()
                    .failure("it holds a " + value.getClass().getName() + " where " + declared.getName()
                            + " is declared; declare the interface, or hold exactly the declared class");
        }
        out.json().writeStartArray();
        if (value instanceof Set && Containers.isHashOrdered(value)) {
            for (Sorted.Entry entry : Sorted.by(element, (Collection<?>) value, e -> e, out)) {
                out.json().writeRawValue(entry.text());
            }
        } else {
            writeInOrder((Collection<?>) value, out);
        }
        out.json().writeEndArray();
    }

    private void writeInOrder(Collection<?> elements, StateWriter out) throws IOException, UnstorableStateException {
        int index = 0;
        for (Object each : elements) {
            out.value(index++, each, element);
        }
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        return readOver(null, false, node, in);
    }

    @Override
    public Object readOver(@Nullable Object present, boolean fixed, JsonNode node, StateReader in)
            throws UnstorableStateException {
        if (!node.isArray()) {
            throw in.expected("an array", node);
        }
        List<@Nullable Object> elements = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            elements.add(in.value(i, node.get(i), element));
        }
        if (fixed && present instanceof Collection<?> same && refill(same, elements)) {
            return same;
        }
        Collection<@Nullable Object> made = Containers.collection(declared, elementType, present);
        made.addAll(elements);
        return made;
    }

    @SuppressWarnings("unchecked") // the elements were read as what the field declares
    private static boolean refill(Collection<?> same, List<@Nullable Object> elements) {
        try {
            same.clear();
            ((Collection<@Nullable Object>) same).addAll(elements);
            return true;
        } catch (UnsupportedOperationException immutable) {
            return false;
        }
    }
}
