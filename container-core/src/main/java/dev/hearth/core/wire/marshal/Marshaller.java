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
     * Reads a call's arguments.
     *
     * @param in stands right after the method hash; read exactly up to the last argument byte, blocking as needed
     * @param blockBytes how many bytes of the block-data record that held the header are still unread
     */
    @Nullable
    Object[] readArguments(InputStream in, int blockBytes, HostedMethod method, HostedType type, Route route)
            throws IOException, ClassNotFoundException;

    /**
     * Appends a whole reply message, from the 0x51 on. On failure the buffer is as before.
     *
     * @param method null where the call never found it, as {@code type}
     */
    void writeReply(
            ReplyBuffer out, Outcome outcome, @Nullable HostedMethod method, @Nullable HostedType type, Route route)
            throws MarshalException;
}
