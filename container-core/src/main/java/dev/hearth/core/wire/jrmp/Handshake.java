package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.CallEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a connection begins (Java RMI specification, section 10.2).
 *
 * <p>Never waits: it does what the bytes allow and is asked again when more have come, so that peers who send one byte
 * a minute hold no thread. Thread-safe.
 */
final class Handshake {

    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);

    private static final byte[] MAGIC = {'J', 'R', 'M', 'I', 0};
    private static final int GREETING = 7;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int STREAM_PROTOCOL = 0x4b;
    private static final int SINGLE_OP = 0x4c;
    private static final int MULTIPLEX = 0x4d;
    private static final byte ACK = 0x4e;
    private static final byte[] NOT_SUPPORTED = {0x4f};
    private static final int LONGEST_HOST = 1024;

    private final CallEntry entry;
    private final SparseLog refusals;

    Handshake(CallEntry entry, SparseLog refusals) {
        this.entry = entry;
        this.refusals = refusals;
    }

    /** Goes as far as the bytes allow. */
    Step advance(JrmpConnection connection) throws IOException {
        return connection.notes().greeted() ? endpoint(connection) : greeting(connection);
    }

    private Step greeting(JrmpConnection connection) throws IOException {
        MessageInput input = connection.input();
        if (input.buffered() > 0 && input.byteAt(0) == TLS_HANDSHAKE) {
            throw new BadPeerException("it speaks TLS, and this port does not (tls.enabled)");
        }
        int length = Math.min(input.buffered(), GREETING);
        for (int i = 0; i < Math.min(length, MAGIC.length); i++) {
            if (input.byteAt(i) != MAGIC[i]) {
                throw new BadPeerException("what it sent is no JRMP");
            }
        }
        if (length < GREETING) {
            return Step.NEED_BYTES;
        }
        int version = input.byteAt(5);
        int protocol = input.byteAt(6);
        input.take(GREETING);
        if (version != 1 && version != 2) {
            connection.writeNow(NOT_SUPPORTED);
            throw new BadPeerException("JRMP version " + version + " is not supported");
        }
        return welcome(connection) ? agree(connection, protocol) : Step.GONE;
    }

    private boolean welcome(JrmpConnection connection) {
        connection.identify();
        Optional<String> refusal = entry.connect(connection);
        if (refusal.isPresent()) {
            refusals.info("refused a connection from " + connection + ": " + refusal.get());
            connection.close();
        }
        return refusal.isEmpty();
    }

    private static Step agree(JrmpConnection connection, int protocol) throws IOException {
        switch (protocol) {
            case STREAM_PROTOCOL -> {
                connection.notes().greet();
                connection.writeNow(ack(connection));
                return Step.GO_ON;
            }
            case SINGLE_OP -> {
                connection.single();
                connection.state().opened();
                return Step.GO_ON;
            }
            case MULTIPLEX -> {
                connection.writeNow(NOT_SUPPORTED);
                LOG.debug("{} asked for the multiplex protocol", connection);
                connection.close();
                return Step.GONE;
            }
            default -> {
                connection.writeNow(NOT_SUPPORTED);
                throw new BadPeerException("protocol 0x" + Integer.toHexString(protocol) + " is not supported");
            }
        }
    }

    /** The address as we see it, which clients compare with their own idea. */
    private static byte[] ack(JrmpConnection connection) {
        byte[] host = connection.peer().host().getBytes(StandardCharsets.ISO_8859_1);
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream(host.length + GREETING);
        try (java.io.DataOutputStream out = new java.io.DataOutputStream(bytes)) {
            out.writeByte(ACK);
            out.writeShort(host.length);
            out.write(host);
            out.writeInt(connection.peer().port());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The client's own idea of its address, which nobody needs. */
    private static Step endpoint(JrmpConnection connection) throws IOException {
        MessageInput input = connection.input();
        if (input.buffered() < 2) {
            return Step.NEED_BYTES;
        }
        int host = input.byteAt(0) << 8 | input.byteAt(1);
        if (host > LONGEST_HOST) {
            throw new BadPeerException("it gave a host name of " + host + " bytes");
        }
        if (input.buffered() < 2 + host + 4) {
            return Step.NEED_BYTES;
        }
        input.take(2 + host + 4);
        connection.state().opened();
        return Step.GO_ON;
    }
}
