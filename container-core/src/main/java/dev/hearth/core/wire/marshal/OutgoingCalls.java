package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Peer;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the calls of foreign references. Thread-safe. */
public interface OutgoingCalls extends AutoCloseable {

    /**
     * Calls a method of a foreign object and waits for its result, for a bounded time. An interruption ends the call.
     *
     * @param arguments null or empty if the method has none
     * @throws Throwable what the callee threw, or the {@link java.rmi.RemoteException} that a JDK stub would throw
     */
    @Nullable
    Object call(ForeignReference callee, Method method, @Nullable Object @Nullable [] arguments) throws Throwable;

    /**
     * Foreign references came with a message that has been read whole. Returns at once.
     *
     * @param sender who sent the message
     */
    void arrived(List<ForeignReference> references, Peer sender);

    /**
     * Keeps the object of a foreign reference alive at its server, wherever that is. Returns when it is, or when it can't be
     * reached within a bounded time.
     */
    void claim(ForeignReference reference);

    /** Ends all calls and threads. Later calls fail. */
    @Override
    void close();
}
