package dev.hearth.core.adapter;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.IncomingCall;
import dev.hearth.core.call.Target;
import java.io.IOException;
import java.lang.reflect.Method;
import java.rmi.MarshalException;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A call from one hosted object to another, by value as RMI promises.
 *
 * <p>The calling thread waits for the outcome. Inside a chain it has it when {@link
 * dev.hearth.core.call.CallEntry#enter} returns; a call that begins a chain may end on another thread.
 *
 * <p>Used again for the next call where the pipeline says so ({@link CallScope#usedCall}).
 */
final class LocalCall implements IncomingCall {

    private static final @Nullable Object[] NOTHING = new Object[0];

    /** Null inside a chain, where nobody waits here. */
    private final @Nullable CountDownLatch sent;

    private LocalReference reference;
    private Method method;
    private long hash;
    private @Nullable Object[] arguments;
    private ClassLoader holder;
    private @Nullable Outcome outcome;

    private LocalCall(
            @Nullable CountDownLatch sent,
            LocalReference reference,
            Method method,
            long hash,
            @Nullable Object[] arguments,
            ClassLoader holder) {
        this.sent = sent;
        this.reference = reference;
        this.method = method;
        this.hash = hash;
        this.arguments = arguments;
        this.holder = holder;
    }

    /**
     * A call on the current thread.
     *
     * @param hash the method's number
     * @param arguments the call's own from now on, null for none
     * @param holder the loader that the reference was made for
     */
    static LocalCall of(
            LocalReference reference, Method method, long hash, Object @Nullable [] arguments, ClassLoader holder) {
        CallScope caller = CallScope.current();
        @Nullable Object[] given = arguments == null ? NOTHING : arguments;
        if (caller != null && caller.usedCall() instanceof LocalCall used) {
            used.reference = reference;
            used.method = method;
            used.hash = hash;
            used.arguments = given;
            used.holder = holder;
            return used;
        }
        return new LocalCall(caller == null ? new CountDownLatch(1) : null, reference, method, hash, given, holder);
    }

    @Override
    public Peer peer() {
        return Peer.LOCAL;
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public Optional<String> principal() {
        return Optional.of("deployment:" + reference.deployment());
    }

    @Override
    public String deployment() {
        return reference.deployment();
    }

    @Override
    public Target target() {
        return reference.target();
    }

    @Override
    public @Nullable HostedMethod select(HostedType type) {
        return type.method(hash);
    }

    @Override
    public String methodText() {
        return method.toString();
    }

    @Override
    public @Nullable Object[] readArguments(HostedMethod hosted, HostedType type) throws IOException {
        try {
            return type.registry()
                    ? asTheirOwnersSeeThem(type)
                    : copier().copyAll(arguments, type.deployment().loader());
        } catch (IOException | ClassNotFoundException unfit) {
            throw new UnmarshalException("argument of " + hosted + ": " + unfit.getMessage(), unfit);
        }
    }

    /** The registry keeps no classes: an object is bound as its own deployment sees it. */
    private @Nullable Object[] asTheirOwnersSeeThem(HostedType type) throws IOException, ClassNotFoundException {
        @Nullable Object[] copies = new @Nullable Object[arguments.length];
        for (int i = 0; i < copies.length; i++) {
            Object argument = arguments[i];
            ClassLoader own = argument == null ? null : argument.getClass().getClassLoader();
            copies[i] = copier().copy(argument, own == null ? type.deployment().loader() : own);
        }
        return copies;
    }

    private ValueCopier copier() {
        return reference.copier();
    }

    @Override
    public void encode(Outcome result) throws MarshalException {
        outcome = result.succeeded() ? returnedTo(result) : thrownAt(result);
    }

    /** Copies in the object's turn, so that the object can't change the result under the caller's eyes. */
    private Outcome returnedTo(Outcome result) throws MarshalException {
        Object returned = result.result();
        try {
            Object copy = copier().copy(returned, callerLoader());
            return copy == returned ? result : Outcome.result(copy);
        } catch (IOException | ClassNotFoundException unfit) {
            throw new MarshalException("result of " + method + ": " + unfit.getMessage(), unfit);
        }
    }

    /** The exception as a class of the caller's, where it is of a class that the caller may have another version of. */
    private Outcome thrownAt(Outcome result) {
        Throwable error = result.error();
        if (error == null || sharesLoader(error.getClass().getClassLoader())) {
            return result;
        }
        try {
            Object copy = copier().copy(error, callerLoader());
            return copy instanceof Throwable seen ? new Outcome(result.kind(), null, seen) : result;
        } catch (IOException | ClassNotFoundException unfit) {
            return new Outcome(result.kind(), null, new RemoteException(error.toString()));
        }
    }

    private boolean sharesLoader(@Nullable ClassLoader loader) {
        return loader == null || loader == ClassLoader.getPlatformClassLoader() || loader == callerLoader();
    }

    /** An interface of the JDK's says nothing about who calls. */
    private ClassLoader callerLoader() {
        ClassLoader caller = method.getDeclaringClass().getClassLoader();
        return caller == null || caller == ClassLoader.getPlatformClassLoader() ? holder : caller;
    }

    @Override
    public void send() {
        if (sent != null) {
            sent.countDown();
        }
    }

    /**
     * The result, or the exception thrown; waits for it, through interrupts, which are kept for later. Once, and the last that
     * is asked of this call.
     */
    @Nullable
    Object outcome() throws Throwable {
        if (sent != null) {
            await(sent);
        }
        Outcome known = outcome;
        arguments = NOTHING;
        outcome = null;
        if (known == null) {
            throw new IllegalStateException("a call was sent without an outcome");
        }
        if (known.error() != null) {
            throw known.error();
        }
        return known.result();
    }

    private static void await(CountDownLatch sent) {
        boolean interrupted = false;
        while (true) {
            try {
                sent.await();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
