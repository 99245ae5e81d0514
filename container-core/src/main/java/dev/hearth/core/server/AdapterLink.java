package dev.hearth.core.server;

import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.adapter.ValueCopier;
import dev.hearth.core.call.ObjectReferences;
import dev.hearth.core.call.copy.LocalCopier;
import java.rmi.RemoteException;
import org.jspecify.annotations.Nullable;

/** The copier that the adapter needs, which asks the adapter for references. */
final class AdapterLink implements ValueCopier {

    private @Nullable ObjectAdapter adapter;

    void connect(ObjectAdapter made) {
        adapter = made;
    }

    @Override
    public @Nullable Object copy(@Nullable Object value, ClassLoader target) throws RemoteException {
        return LocalCopier.copy(value, target, references());
    }

    @Override
    public @Nullable Object[] copyAll(@Nullable Object[] values, ClassLoader target) throws RemoteException {
        return LocalCopier.copyAll(values, target, references());
    }

    private ObjectReferences references() {
        if (adapter == null) {
            throw new IllegalStateException("the adapter is not made yet");
        }
        return adapter.references();
    }
}
