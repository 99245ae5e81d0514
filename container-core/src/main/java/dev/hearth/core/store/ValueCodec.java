package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the values of one declared type. Immutable and thread-safe.
 *
 * <p>{@code null} is dealt with by {@link StateWriter#value} and {@link StateReader#value}; a codec that says
 * {@link #readsNull} has a value that stands for it.
 */
interface ValueCodec {

    void write(Object value, StateWriter out) throws IOException, UnstorableStateException;

    /** Reads what {@link #write} wrote; {@code node} is no JSON null unless the codec {@link #readsNull}. */
    @Nullable
    Object read(JsonNode node, StateReader in) throws UnstorableStateException;

    /**
     * Reads a field that holds {@code present} as the constructor left it. A collection takes over its class and order.
     *
     * @param fixed whether the field is final: a collection in it is filled again and stays the same instance
     */
    default @Nullable Object readOver(@Nullable Object present, boolean fixed, JsonNode node, StateReader in)
            throws UnstorableStateException {
        return read(node, in);
    }

    /** Whether a JSON null means a value other than null: an empty optional. */
    default boolean readsNull() {
        return false;
    }

    /** How values of this type serve as keys of JSON objects; null if they can't. */
    default @Nullable TextForm textForm() {
        return null;
    }

    /** A value as text and back. */
    interface TextForm {

        String toText(Object value);

        /** The value of this text; throws a RuntimeException if it has none. */
        Object fromText(String text);
    }
}
