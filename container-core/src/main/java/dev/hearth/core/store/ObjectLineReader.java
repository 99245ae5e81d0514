package dev.hearth.core.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ObjectLineWriter} wrote, or people did. A state is taken as it stands there, to the byte. Blank lines are
 * passed over.
 *
 * <p>Used by one thread; holds one line, which has at most {@link #LONGEST} bytes.
 */
public final class ObjectLineReader implements AutoCloseable {

    static final int LONGEST = 256 << 20;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);
    private long number;

    public ObjectLineReader(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** The number of the line that was read last, from 1. */
    public long number() {
        return number;
    }

    /**
     * The next object; null at the end.
     *
     * @throws DamagedLineException if the line is none; says which line and why, and the next call goes on behind it
     */
    public @Nullable ObjectLine next() throws IOException {
        while (true) {
            byte[] bytes = nextLine();
            if (bytes == null) {
                return null;
            }
            if (!blank(bytes)) {
                return parse(bytes);
            }
        }
    }

    private byte @Nullable [] nextLine() throws IOException {
        line.reset();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        number++;
        while (next >= 0 && next != '\n') {
            if (line.size() == LONGEST) {
                throw damaged("it has more than " + (LONGEST >> 20) + " MiB", null);
            }
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }

    private static boolean blank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    private ObjectLine parse(byte[] bytes) throws IOException {
        try (JsonParser json = Json.parser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged("it is no JSON object", null);
            }
            ObjectLine object = object(json, bytes);
            if (json.nextToken() != null) {
                throw damaged("something follows the object", null);
            }
            return object;
        } catch (JacksonException malformed) {
            throw damaged("it is no JSON: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private ObjectLine object(JsonParser json, byte[] bytes) throws IOException {
        String name = null;
        String type = null;
        Long given = null;
        String container = null;
        byte[] state = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case "name" -> name = text(json, key);
                case "type" -> type = text(json, key);
                case "number" -> given = number(json);
                case "container" -> container = text(json, key);
                case "state" -> state = state(json, bytes);
                default ->
                    throw damaged("it has '" + key + "', which this Hearth does not know: a newer one wrote it?", null);
            }
        }
        if (name == null || type == null) {
            throw damaged("it lacks '" + (name == null ? "name" : "type") + "'", null);
        }
        return new ObjectLine(name, type, given, container, state);
    }

    private String text(JsonParser json, String key) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw damaged("'" + key + "' is no text", null);
        }
        return json.getText();
    }

    private long number(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || json.getLongValue() < 0) {
            throw damaged("'number' is no number of an object", null);
        }
        return json.getLongValue();
    }

    private byte[] state(JsonParser json, byte[] bytes) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw damaged("'state' is no JSON object", null);
        }
        int start = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        return Arrays.copyOfRange(bytes, start, (int) json.currentLocation().getByteOffset());
    }

    private DamagedLineException damaged(String why, @Nullable Exception cause) {
        return new DamagedLineException("line " + number + " is damaged: " + why, cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
