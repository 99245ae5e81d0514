package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import java.io.IOException;
import java.io.InputStream;
import java.rmi.MarshalException;
import org.jspecify.annotations.Nullable;

/** What turns arguments and results into bytes and back. Thread-safe. */
public interface Marshaller {

    /**
     * Reads a call's arguments, exactly up to the last byte of the last one, waiting for {@code in} as needed.
     *
     * @param in stands right after the method hash
     * @param blockBytes how many bytes of the block-data record that held the header are still unread: the leading
     *     primitive arguments
     * @throws java.rmi.UnmarshalException if the caller's bytes are at fault; the position in {@code in} is then unknown
     * @throws IOException what {@code in} throws, as it is
     * @throws ClassNotFoundException if an allowed class is not there
     */
    @Nullable
    Object[] readArguments(InputStream in, int blockBytes, HostedMethod method, HostedType type, Route route)
            throws IOException, ClassNotFoundException;

    /**
     * Appends a whole reply message, from the {@code 51} on.
     *
     * @param method null, as the type, where the call never found one
     * @throws MarshalException if the result or exception can't be serialised; names the class; the buffer is as before
     */
    void writeReply(
            ReplyBuffer out, Outcome outcome, @Nullable HostedMethod method, @Nullable HostedType type, Route route)
            throws MarshalException;
}
