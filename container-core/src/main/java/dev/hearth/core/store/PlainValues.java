package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps and lists and back, for a class's {@code upgrade} method. */
final class PlainValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private PlainValues() {}

    static Map<String, @Nullable Object> toMap(ObjectNode object) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), toPlain(entry.getValue())));
        return map;
    }

    private static @Nullable Object toPlain(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return toMap(object);
        }
        if (node instanceof ArrayNode array) {
            List<@Nullable Object> list = new ArrayList<>();
            array.forEach(element -> list.add(toPlain(element)));
            return list;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.textValue();
    }

    static JsonNode toNode(@Nullable Object value, StateReader in) throws UnstorableStateException {
        if (value instanceof Map<?, ?> map) {
            return object(map, in);
        }
        if (value instanceof Iterable<?> list) {
            return array(list, in);
        }
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof String text) {
            return NODES.textNode(text);
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value instanceof Number number) {
            return number(number, in);
        }
        throw unknown(value, in);
    }

    private static ObjectNode object(Map<?, ?> map, StateReader in) throws UnstorableStateException {
        ObjectNode node = NODES.objectNode();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            node.set(String.valueOf(entry.getKey()), toNode(entry.getValue(), in));
        }
        return node;
    }

    private static ArrayNode array(Iterable<?> list, StateReader in) throws UnstorableStateException {
        ArrayNode node = NODES.arrayNode();
        for (Object element : list) {
            node.add(toNode(element, in));
        }
        return node;
    }

    private static JsonNode number(Number number, StateReader in) throws UnstorableStateException {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return NODES.numberNode(number.intValue());
        }
        if (number instanceof Long whole) {
            return NODES.numberNode(whole.longValue());
        }
        if (number instanceof BigInteger whole) {
            return NODES.numberNode(whole);
        }
        if (number instanceof BigDecimal decimal) {
            return DecimalNode.valueOf(decimal);
        }
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            return Double.isFinite(real) && !(real == 0 && 1 / real < 0)
                    ? DecimalNode.valueOf(new BigDecimal(number.toString()))
                    : NODES.textNode(number.toString());
        }
        throw unknown(number, in);
    }

    private static UnstorableStateException unknown(Object value, StateReader in) {
        return in.path()
                .mismatch("upgrade returned a " + value.getClass().getName()
                        + "; what JSON can hold are maps, lists, texts, numbers, booleans and null");
    }
}
