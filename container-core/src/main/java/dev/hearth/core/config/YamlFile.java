package dev.hearth.core.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a configuration file token by token, so that each value knows its line and the object mapper with its classes is
 * not loaded at the start (see {@code docs/adr/0002-configuration.md}).
 */
final class YamlFile {

    private final ConfigSchema schema;
    private final String name;
    private final List<Said> said = new ArrayList<>();

    private YamlFile(ConfigSchema schema, Path file) {
        this.schema = schema;
        this.name = file.toString();
    }

    /**
     * Everything that the file says, in its order; sections are joined to keys with dots.
     *
     * @throws ConfigException if it can't be read or is no YAML
     */
    static List<Said> read(Path file, ConfigSchema schema) throws ConfigException {
        YamlFile reader = new YamlFile(schema, file);
        YAMLFactory factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                YAMLParser parser = factory.createParser(text)) {
            reader.document(parser);
        } catch (JsonProcessingException broken) {
            int line = broken.getLocation() == null ? 1 : broken.getLocation().getLineNr();
            throw new ConfigException(file + ":" + line + ": " + firstLine(broken.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw new ConfigException(file + ": can't be read: " + unreadable);
        }
        return reader.said;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("no YAML");
    }

    private void document(YAMLParser parser) throws IOException, ConfigException {
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return;
        }
        if (first != JsonToken.START_OBJECT) {
            throw new ConfigException(place(parser) + ": a line 'key: value' is expected");
        }
        section(parser, "");
    }

    private void section(YAMLParser parser, String prefix) throws IOException, ConfigException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = prefix + parser.currentName();
            String place = place(parser);
            JsonToken token = parser.nextToken();
            boolean known = schema.find(key).isPresent();
            if (token == JsonToken.START_OBJECT && !known && schema.section(key)) {
                section(parser, key + ".");
            } else if (!empty(parser)) {
                said.add(new Said(key, value(parser), place));
            } else if (!known && !schema.section(key)) {
                said.add(new Said(key, "", place));
            }
        }
    }

    /** A key with nothing after it leaves the default. */
    private static boolean empty(YAMLParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> true;
            case VALUE_STRING -> parser.getText().isEmpty();
            default -> false;
        };
    }

    private Object value(YAMLParser parser) throws IOException, ConfigException {
        if (parser.isCurrentAlias()) {
            throw new ConfigException(place(parser) + ": an alias (*name) can't stand here; write the value out");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> list(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> new Scalar(parser).value();
        };
    }

    private Map<String, Object> map(YAMLParser parser) throws IOException, ConfigException {
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                values.put(key, value(parser));
            }
        }
        return values;
    }

    private List<Object> list(YAMLParser parser) throws IOException, ConfigException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                values.add(value(parser));
            }
        }
        return values;
    }

    private String place(YAMLParser parser) {
        return name + ":" + parser.currentTokenLocation().getLineNr();
    }

    /** A single value, a number where it was written as one that Java's number types give back unchanged. */
    private record Scalar(YAMLParser parser) {

        Object value() throws IOException {
            String text = parser.getText();
            Object number = switch (parser.currentToken()) {
                case VALUE_NUMBER_INT -> parser.getNumberValue();
                case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
                default -> text;
            };
            return number.toString().equals(text) ? number : text;
        }
    }
}
