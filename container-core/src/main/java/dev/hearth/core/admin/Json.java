package dev.hearth.core.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON of plain values: records, maps, collections, texts, numbers, truth values and enums.
 *
 * <p>Written and read token by token: the object mapper takes as long to load as all the rest of the command line, and
 * only calls need it. Objects are read as {@link Map}, arrays as {@link List}, numbers as {@link Number}.
 */
public final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Text that is JSON already. */
    record Raw(String text) {}

    private Json() {}

    /** The value as JSON on one line. */
    public static String write(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(value, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** The value as JSON for people, a line for each field. */
    public static String pretty(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(indenter);
            printer.indentArraysWith(indenter);
            generator.setPrettyPrinter(printer);
            write(value, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator to) throws IOException {
        if (value == null) {
            to.writeNull();
        } else if (value instanceof Raw raw) {
            to.writeRawValue(raw.text());
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), to);
        } else if (value instanceof Boolean truth) {
            to.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            to.writeNumber(((Number) value).longValue());
        } else if (value instanceof BigDecimal || value instanceof BigInteger) {
            to.writeNumber(value.toString());
        } else if (value instanceof Number number) {
            to.writeNumber(number.doubleValue());
        } else if (value instanceof Enum<?> constant) {
            to.writeString(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, to);
        } else if (value instanceof Collection<?> values) {
            writeArray(values, to);
        } else if (value instanceof Record fields) {
            writeMap(fieldsOf(fields), to);
        } else {
            to.writeString(value.toString());
        }
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator to) throws IOException {
        to.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            to.writeFieldName(entry.getKey().toString());
            write(entry.getValue(), to);
        }
        to.writeEndObject();
    }

    private static void writeArray(Collection<?> values, JsonGenerator to) throws IOException {
        to.writeStartArray();
        for (Object value : values) {
            write(value, to);
        }
        to.writeEndArray();
    }

    private static Map<String, @Nullable Object> fieldsOf(Record value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                fields.put(component.getName(), component.getAccessor().invoke(value));
            } catch (ReflectiveOperationException broken) {
                throw new IllegalStateException("can't read " + component, broken);
            }
        }
        return fields;
    }

    /**
     * Reads one value, which must be all of the text.
     *
     * @throws IOException if it is no JSON; the message says where
     */
    public static @Nullable Object read(String text) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
            return value;
        }
    }

    private static @Nullable Object value(JsonParser from) throws IOException {
        JsonToken token = from.currentToken();
        if (token == null) {
            throw new IOException("no value");
        }
        return switch (token) {
            case START_OBJECT -> object(from);
            case START_ARRAY -> array(from);
            case VALUE_STRING -> from.getText();
            case VALUE_NUMBER_INT -> from.getNumberValue();
            case VALUE_NUMBER_FLOAT -> from.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser from) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (from.nextToken() != JsonToken.END_OBJECT) {
            String name = from.currentName();
            from.nextToken();
            fields.put(name, value(from));
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser from) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        while (from.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(from));
        }
        return values;
    }
}
