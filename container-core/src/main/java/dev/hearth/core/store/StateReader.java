package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.rmi.Remote;
import org.jspecify.annotations.Nullable;

/** One reading of one servant's state. Used by one thread. */
final class StateReader {

    private final StatePath path;
    private final HostedNames names;

    StateReader(StatePath path, HostedNames names) {
        this.path = path;
        this.names = names;
    }

    StatePath path() {
        return path;
    }

    Remote reference(String name, Class<?> type) {
        return names.reference(name, type);
    }

    /** Reads a value or null, one step below the present path. */
    @Nullable
    Object value(Object step, JsonNode node, ValueCodec codec) throws UnstorableStateException {
        return valueOver(step, null, false, node, codec);
    }

    /** As {@link #value}, for a field that holds {@code present} now. */
    @Nullable
    Object valueOver(Object step, @Nullable Object present, boolean fixed, JsonNode node, ValueCodec codec)
            throws UnstorableStateException {
        path.enter(step);
        Object value = node.isNull() && !codec.readsNull() ? null : codec.readOver(present, fixed, node, this);
        path.leave();
        return value;
    }

    UnstorableStateException expected(String what, JsonNode found) {
        String text = found.toString();
        return path.mismatch(
                "expected " + what + " and found " + (text.length() > 80 ? text.substring(0, 80) + "…" : text));
    }
}
