package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.rmi.Remote;

/** References to hosted objects, as their names. */
final class ReferenceCodec implements ValueCodec {

    private final Class<?> remoteInterface;

    ReferenceCodec(Class<?> remoteInterface) {
        this.remoteInterface = remoteInterface;
    }

    @Override
    public void write(Object value, StateWriter out) throws IOException, UnstorableStateException {
        String name = out.nameOf((Remote) value)
                .orElseThrow(() -> out.path()
                        .failure(
                                "it refers to an object without a lasting name (a stub of another server, or an anonymous"
                                        + " object); mark the field transient"));
        out.text(name);
    }

    @Override
    public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
        if (!node.isTextual()) {
            throw in.expected("the name of a hosted object", node);
        }
        return in.reference(node.textValue(), remoteInterface);
    }
}
