package dev.hearth.core.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.rmi.Remote;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One writing of one servant's state. Used by one thread. */
final class StateWriter {

    private final JsonGenerator json;
    private final StatePath path;
    private final HostedNames names;
    private @Nullable String discriminator;

    StateWriter(JsonGenerator json, StatePath path, HostedNames names) {
        this.json = json;
        this.path = path;
        this.names = names;
    }

    JsonGenerator json() {
        return json;
    }

    StatePath path() {
        return path;
    }

    Optional<String> nameOf(Remote object) {
        return names.nameOf(object);
    }

    /** Says which permitted class the object that is started next is of. */
    void discriminate(String type) {
        discriminator = type;
    }

    void startObject() throws IOException {
        json.writeStartObject();
        if (discriminator != null) {
            json.writeStringField(SealedCodec.TYPE, discriminator);
            discriminator = null;
        }
    }

    /** Writes a value or null, one step below the present path. */
    void value(Object step, @Nullable Object value, ValueCodec codec) throws IOException, UnstorableStateException {
        path.enter(step);
        if (value == null) {
            json.writeNull();
        } else {
            codec.write(value, this);
        }
        path.leave();
    }

    /** Writes a string. Half a surrogate pair, which has no UTF-8, is written as an escape and read as it was. */
    void text(String text) throws IOException {
        if (isWellFormed(text)) {
            json.writeString(text);
        } else {
            json.writeRawValue(escaped(text));
        }
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.append('"').toString();
    }

    /** The value's JSON by itself. */
    String textOf(@Nullable Object value, ValueCodec codec) throws IOException, UnstorableStateException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator aside = Json.generator(bytes)) {
            new StateWriter(aside, path, names).value("element", value, codec);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
