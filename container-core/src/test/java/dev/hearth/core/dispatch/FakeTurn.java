package dev.hearth.core.dispatch;

import dev.hearth.core.adapter.ObjectSlot;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A turn that only waits. */
final class FakeTurn implements Turn {

    final AtomicReference<@Nullable Throwable> refused = new AtomicReference<>();
    private final String name;

    FakeTurn(String name) {
        this.name = name;
    }

    @Override
    public Chain chain() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ObjectSlot slot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean nested() {
        return false;
    }

    @Override
    public boolean answered() {
        return false;
    }

    @Override
    public void waitingFor(String what) {}

    @Override
    public boolean enter(boolean alone) {
        return false;
    }

    @Override
    public void run() {}

    @Override
    public void finish() {}

    @Override
    public void refuse(Throwable reason) {
        refused.set(reason);
    }

    @Override
    public String toString() {
        return name;
    }
}
