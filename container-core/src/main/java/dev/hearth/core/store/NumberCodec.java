package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.core.call.ClassNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.function.Function;

/** Numbers, as JSON numbers. What JSON has no number for (NaN, infinities, negative zero) is text. */
final class NumberCodec implements ValueCodec, ValueCodec.TextForm {

    private final String what;
    private final Function<BigDecimal, ?> exact;
    private final Function<String, ?> fromText;

    /**
     * @param exact makes the value, and throws where it would not be the same number
     * @param fromText reads what {@code toString} wrote
     */
    NumberCodec(Class<?> type, Function<BigDecimal, ?> exact, Function<String, ?> fromText) {
        this.what = "a number that fits " + ClassNames.simple(type);
        this.exact = exact;
        this.fromText = fromText;
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException {
        if (isOrdinary(value)) {
            out.json().writeNumber(value.toString());
        } else {
            out.text(value.toString());
        }
    }

    private static boolean isOrdinary(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) && !(number == 0 && 1 / number < 0);
        }
        return true;
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        try {
            if (node.isNumber()) {
                return exact.apply(node.decimalValue());
            }
            if (node.isTextual()) {
                return fromText.apply(node.textValue());
            }
        } catch (RuntimeException unfit) {
            throw in.expected(what, node);
        }
        throw in.expected(what, node);
    }

    @Override
    public TextForm textForm() {
        return this;
    }

    @Override
    public String toText(Object value) {
        return value.toString();
    }

    @Override
    public Object fromText(String text) {
        return fromText.apply(text);
    }
}
