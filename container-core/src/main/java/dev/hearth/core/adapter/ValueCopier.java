package dev.hearth.core.adapter;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Copies what travels between hosted objects, where something mutable would be shared. Thread-safe. */
public interface ValueCopier {

    /**
     * A copy of the value with classes of the target loader.
     *
     * @throws IOException if the value can't be serialised; the message names the class
     */
    @Nullable
    Object copy(@Nullable Object value, ClassLoader target) throws IOException, ClassNotFoundException;

    /**
     * The same for all arguments of a call: what they share, the copies share. The array itself if nothing in it needs a copy.
     *
     * @throws IOException if a value can't be serialised; the message names the class
     */
    @Nullable
    Object[] copyAll(@Nullable Object[] values, ClassLoader target) throws IOException, ClassNotFoundException;
}
