package dev.hearth.core.server;

import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.call.ObjectReferences;
import org.jspecify.annotations.Nullable;

/** Lets the copier, which the adapter needs, ask the adapter. */
final class AdapterLink {

    private @Nullable ObjectAdapter adapter;

    void connect(ObjectAdapter made) {
        adapter = made;
    }

    ObjectReferences references() {
        if (adapter == null) {
            throw new IllegalStateException("the adapter is not made yet");
        }
        return adapter.references();
    }
}
