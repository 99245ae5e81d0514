package dev.hearth.benchmarks.hooks;

import dev.hearth.api.Attribute;
import dev.hearth.api.Caller;
import dev.hearth.api.hook.Outcome;
import dev.hearth.core.adapter.ActivationFailedException;
import dev.hearth.core.adapter.CallScope;
import dev.hearth.core.adapter.ObjectAdapter;
import dev.hearth.core.adapter.ObjectSlot;
import dev.hearth.core.adapter.Transaction;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.dispatch.Chain;
import dev.hearth.core.dispatch.Turn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call is without a pipeline: a turn of the real dispatcher in a real object, that knows no phase and no hook, is in no
 * list, and has nobody who could answer for it. What it does, the pipeline does too.
 */
final class BareTurn implements Turn, CallScope {

    private final ObjectAdapter adapter;
    private final MeasuredCall call;
    private final ObjectSlot slot;
    private final HostedMethod method;
    private final @Nullable Object[] arguments;
    private final Chain chain;
    private @Nullable Outcome outcome;
    private @Nullable CallScope scopeBefore;
    private @Nullable ClassLoader loaderBefore;

    BareTurn(
            long id,
            ObjectAdapter adapter,
            MeasuredCall call,
            ObjectSlot slot,
            HostedMethod method,
            @Nullable Object[] arguments) {
        this.adapter = adapter;
        this.call = call;
        this.slot = slot;
        this.method = method;
        this.arguments = arguments;
        boolean readOnly = method.readOnly();
        chain = new Chain(
                id, readOnly, adapter.begin(readOnly), slot.type().deployment().name(), this);
    }

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public ObjectSlot slot() {
        return slot;
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
        scopeBefore = CallScope.bind(this);
        Thread thread = Thread.currentThread();
        chain.entersMethod(false);
        loaderBefore = thread.getContextClassLoader();
        try {
            transaction().enter(slot, alone);
        } catch (ActivationFailedException failed) {
            throw new IllegalStateException("the measured object can't be made", failed);
        }
        thread.setContextClassLoader(slot.type().deployment().loader());
        return true;
    }

    @Override
    public void run() {
        try {
            Outcome result = Outcome.result(slot.invoke(method, arguments));
            outcome = result;
            call.encode(result);
            transaction().keep();
        } catch (Throwable thrown) {
            throw new IllegalStateException("the measured object threw", thrown);
        } finally {
            Thread.currentThread().setContextClassLoader(loaderBefore);
            chain.leavesMethod(false);
            CallScope.bind(scopeBefore);
        }
    }

    @Override
    public void finish() {
        long position;
        try {
            position = transaction().commit();
        } catch (ActivationFailedException failed) {
            throw new IllegalStateException("nothing was changed", failed);
        } finally {
            chain.leaveLanes();
        }
        transaction().end();
        if (!transaction().settled(position)) {
            throw new IllegalStateException("there is no store");
        }
        adapter.letGo(slot);
        call.send();
    }

    @Override
    public void refuse(Throwable reason) {
        throw new IllegalStateException("the measured call was refused", reason);
    }

    @Override
    public Caller caller() {
        return new Caller(call.presumed(), call.peer().host(), call.roles());
    }

    @Override
    public IncomingCall incoming() {
        return call;
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public <T> Optional<T> attribute(Attribute<T> key) {
        return Optional.empty();
    }

    @Override
    public Transaction transaction() {
        return chain.transaction();
    }

    @Override
    public @Nullable IncomingCall usedCall() {
        return null;
    }

    @Override
    public String toString() {
        return slot + " " + outcome;
    }
}
