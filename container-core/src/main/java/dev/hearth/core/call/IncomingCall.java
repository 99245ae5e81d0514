package dev.hearth.core.call;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Peer;
import java.io.IOException;
import java.rmi.MarshalException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One call as whoever brought it knows it. The pipeline asks it for the arguments when the caller has been admitted, and
 * gives it the outcome.
 *
 * <p>Used by one thread at a time, and not touched any more once {@link #send} was called.
 */
public interface IncomingCall {

    /** Who is at the other end. */
    Peer peer();

    /** Whether hosted code makes this call, inside the container. */
    boolean local();

    /** Who calls, where whoever brought the call knows: hosted code, an administrator. Nobody is asked then. */
    default Optional<String> principal() {
        return Optional.empty();
    }

    /** The deployment whose code makes this call, inside the container; empty where it is none's. */
    default String deployment() {
        return "";
    }

    /** What {@link #principal} may act as. */
    default Set<String> roles() {
        return Set.of();
    }

    /** The session that the called stub belongs to; 0 for none. */
    default int session() {
        return 0;
    }

    /** Whether nobody on the way can read along: the call came over TLS. */
    default boolean secure() {
        return false;
    }

    /** Whether the caller gets hosted objects as stubs, and so can get a session. */
    default boolean answersWithStubs() {
        return false;
    }

    /**
     * From now on the stubs in the call's answer belong to this session, and no more to that of the called stub.
     *
     * @throws IllegalStateException if the answer has no stubs that could
     */
    default void answerIn(int session) {
        throw new IllegalStateException("only what came over a wire is answered with stubs");
    }

    /** Who calls where no hook says otherwise: whom the peer's certificate names, or nobody that is known. */
    default String presumed() {
        return Caller.ANONYMOUS;
    }

    /** The connection that it came over; null if it came over none that the {@code connect} phase knows. */
    default @Nullable IncomingConnection connection() {
        return null;
    }

    /** Which object is called. */
    Target target();

    /** The method that is called, of those that the type has; null if it has no such method. */
    @Nullable
    HostedMethod select(HostedType type);

    /** What was asked for, for messages about methods that a type does not have; empty if it has no name that tells anything. */
    String methodText();

    /**
     * Reads the arguments, under the filter that the method's signature means. Called at most once, on the thread that
     * entered the call, after the caller was admitted; never for a call that is refused before.
     *
     * @throws IOException with a message fit for the caller, an {@link java.rmi.UnmarshalException} where the caller's
     *     bytes are at fault
     * @throws ClassNotFoundException if an argument is of a class that the deployment does not have
     */
    @Nullable
    Object[] readArguments(HostedMethod method, HostedType type) throws IOException, ClassNotFoundException;

    /** Said before {@link #encode} where the call is refused although the object's method has run. */
    default void hasRun() {}

    /**
     * Turns the outcome into what will be sent; in the object's turn, so that the object is not changed meanwhile.
     *
     * @throws MarshalException if the result or exception can't be serialised; the message names the class. This method
     *     is then called again, with another outcome.
     */
    void encode(Outcome outcome) throws MarshalException;

    /**
     * Said before {@link #send} where a deadline or a cancel answers for an object that still runs: the thread that entered
     * the call may be in it, and may never come back.
     */
    default void overtaken() {}

    /** Lets go what was encoded last. Must not wait for anything but the peer, and must not throw. */
    void send();
}
