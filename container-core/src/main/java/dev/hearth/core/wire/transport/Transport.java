package dev.hearth.core.wire.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What a connection reads from and writes to.
 *
 * <p>Blocks where its channel blocks, and never waits otherwise. One thread at a time reads, one at a time writes, and both
 * may at the same time; any thread closes.
 */
public interface Transport {

    /** The channel below: for selectors and options, and not to be read, written or closed past this transport. */
    SocketChannel channel();

    /**
     * Reads once.
     *
     * @param target has room
     * @return how many bytes came; 0 if none are there, -1 at the end
     * @throws javax.net.ssl.SSLException if the peer broke the rules of TLS or was refused by them
     */
    int read(ByteBuffer target) throws IOException;

    /**
     * Writes what can be written now. After a write that did not take all, the next one must begin with the bytes that are
     * left.
     *
     * @return how many bytes have left
     */
    int write(ByteBuffer source) throws IOException;

    /** Whether bytes have come that the channel does not show any more. For the thread that reads. */
    boolean buffered();

    /** Whether the peer owes the rest of what it began, below the bytes that are read. For any thread. */
    boolean unfinished();

    /** Whether nothing can be read yet, since the two ends have not agreed. For any thread. */
    boolean handshaking();

    /** What the channel must be ready for before the next read makes sense: an operation of a selection key. */
    int interest();

    /** Whether nobody between the two ends can read along. */
    boolean secure();

    /** What the peer has proved to be. Known when the first bytes have been read. */
    Optional<X509Certificate> certificate();

    /** Says that no more will be written; reading goes on. */
    void shutdownOutput() throws IOException;

    /** Closes the channel, after a farewell if that can be said without waiting. */
    void close() throws IOException;
}
