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
 */
final class LocalCall implements IncomingCall {

    private final Target target;
    private final long hash;
    private final Method method;
    private final @Nullable Object[] arguments;
    private final ValueCopier copier;
    private final String deployment;
    private final ClassLoader holder;
    private final CountDownLatch sent = new CountDownLatch(1);
    private @Nullable Outcome outcome;

    /**
     * @param deployment the name of the deployment whose code calls
     * @param holder the loader that the reference was made for
     */
    LocalCall(
            Target target,
            long hash,
            Method method,
            @Nullable Object[] arguments,
            ValueCopier copier,
            String deployment,
            ClassLoader holder) {
        this.deployment = deployment;
        this.holder = holder;
        this.target = target;
        this.hash = hash;
        this.method = method;
        this.arguments = arguments;
        this.copier = copier;
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
        return Optional.of("deployment:" + deployment);
    }

    @Override
    public Target target() {
        return target;
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
        @Nullable Object[] copies = new @Nullable Object[arguments.length];
        try {
            for (int i = 0; i < copies.length; i++) {
                copies[i] = copier.copy(arguments[i], targetOf(arguments[i], type));
            }
        } catch (IOException | ClassNotFoundException unfit) {
            throw new UnmarshalException("argument of " + hosted + ": " + unfit.getMessage(), unfit);
        }
        return copies;
    }

    /** The registry keeps no classes: an object is bound as its own deployment sees it. */
    private static ClassLoader targetOf(@Nullable Object argument, HostedType type) {
        ClassLoader own = argument == null ? null : argument.getClass().getClassLoader();
        return type.registry() && own != null ? own : type.deployment().loader();
    }

    @Override
    public void encode(Outcome result) throws MarshalException {
        outcome = result.succeeded() ? Outcome.result(copyOf(result.result())) : thrownAt(result);
    }

    /** The exception as a class of the caller's, where it is of a class that the caller may have another version of. */
    private Outcome thrownAt(Outcome result) {
        Throwable error = result.error();
        if (error == null || sharesLoader(error.getClass().getClassLoader())) {
            return result;
        }
        try {
            Object copy = copier.copy(error, callerLoader());
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

    /** Copies in the object's turn, so that the object can't change the result under the caller's eyes. */
    private @Nullable Object copyOf(@Nullable Object value) throws MarshalException {
        try {
            return copier.copy(value, callerLoader());
        } catch (IOException | ClassNotFoundException unfit) {
            throw new MarshalException("result of " + method + ": " + unfit.getMessage(), unfit);
        }
    }

    @Override
    public void send() {
        sent.countDown();
    }

    /** The result, or the exception thrown; waits for it, through interrupts, which are kept for later. */
    @Nullable
    Object outcome() throws Throwable {
        awaitSent();
        Outcome known = outcome;
        if (known == null) {
            throw new IllegalStateException("a call was sent without an outcome");
        }
        if (known.error() != null) {
            throw known.error();
        }
        return known.result();
    }

    private void awaitSent() {
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
