package dev.hearth.core.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes objects as JSON lines: {@code {"name":"accounts/alice","type":"accounts","number":4100,"container":"3f9a1c2b7d10",
 * "state":{"cents":1500}}}. A state stands there as it is stored, to the byte.
 *
 * <p>Used by one thread. Closing it flushes, and leaves the stream open.
 */
public final class ObjectLineWriter implements AutoCloseable {

    private final JsonGenerator json;
    private long lines;

    public ObjectLineWriter(OutputStream out) throws IOException {
        json = Json.generator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new MinimalPrettyPrinter("")); // nothing between lines but their ends
    }

    public void write(ObjectLine line) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", line.name());
        json.writeStringField("type", line.type());
        if (line.number() != null) {
            json.writeNumberField("number", line.number());
        }
        if (line.container() != null) {
            json.writeStringField("container", line.container());
        }
        if (line.state() != null) {
            json.writeFieldName("state");
            json.writeRawValue(new String(line.state(), StandardCharsets.UTF_8));
        }
        json.writeEndObject();
        json.writeRaw('\n');
        lines++;
    }

    /** How many were written. */
    public long lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
