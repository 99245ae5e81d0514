package dev.hearth.core.adapter;

import dev.hearth.core.store.StateCodec;
import dev.hearth.core.store.UnstorableStateException;

/** Makes the codec of a persistent class. */
@FunctionalInterface
public interface CodecFactory {

    /**
     * The codec.
     *
     * @throws UnstorableStateException if the class has a field that can't be stored
     */
    StateCodec codecFor(Class<?> servantClass) throws UnstorableStateException;
}
