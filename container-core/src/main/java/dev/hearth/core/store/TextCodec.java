package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.core.call.ClassNames;
import java.io.IOException;
import java.util.function.Function;

/** Values that have a text of their own: strings, dates, names of constants. */
final class TextCodec implements ValueCodec, ValueCodec.TextForm {

    private final String what;
    private final Function<Object, String> toText;
    private final Function<String, ?> fromText;

    /** @param what how messages call such a value, with its article */
    TextCodec(String what, Function<Object, String> toText, Function<String, ?> fromText) {
        this.what = what;
        this.toText = toText;
        this.fromText = fromText;
    }

    /** For classes whose {@code toString} can be read back. */
    static TextCodec ofToString(Class<?> type, Function<String, ?> fromText) {
        return new TextCodec("a " + ClassNames.simple(type) + " as text", Object::toString, fromText);
    }

    static TextCodec ofEnum(Class<?> type) {
        return new TextCodec(
                "a constant of " + type.getName(), value -> ((Enum<?>) value).name(), name -> constant(type, name));
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no constant " + name);
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException {
        out.text(toText.apply(value));
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        if (!node.isTextual()) {
            throw in.expected(what, node);
        }
        try {
            return fromText.apply(node.textValue());
        } catch (RuntimeException unfit) {
            throw in.expected(what, node);
        }
    }

    @Override
    public TextForm textForm() {
        return this;
    }

    @Override
    public String toText(Object value) {
        return toText.apply(value);
    }

    @Override
    public Object fromText(String text) {
        return fromText.apply(text);
    }
}
