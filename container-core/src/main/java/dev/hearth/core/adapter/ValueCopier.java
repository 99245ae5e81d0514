package dev.hearth.core.adapter;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Copies what travels between hosted objects, where something mutable would be shared. Thread-safe. */
@FunctionalInterface
public interface ValueCopier {

    /**
     * A copy of the value with classes of the target loader.
     *
     * @throws IOException if the value can't be serialised; the message names the class
     */
    @Nullable
    Object copy(@Nullable Object value, ClassLoader target) throws IOException, ClassNotFoundException;
}
