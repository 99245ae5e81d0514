package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Peer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Notes what arrived and calls nobody. */
final class NoCalls implements OutgoingCalls {

    final List<ForeignReference> arrived = new ArrayList<>();
    final List<ForeignReference> claimed = new ArrayList<>();

    @Override
    public Object call(ForeignReference callee, Method method, Object[] arguments) {
        throw new AssertionError("nobody is called here: " + method);
    }

    @Override
    public void arrived(List<ForeignReference> references, Peer sender) {
        arrived.addAll(references);
    }

    @Override
    public void claim(ForeignReference reference) {
        claimed.add(reference);
    }

    @Override
    public void close() {}
}
