package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.wire.marshal.Marshaller;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.ReplyBuffer;
import dev.hearth.core.wire.transport.NotTlsException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with the bytes of a connection, message by message (Java RMI specification, chapter 10).
 *
 * <p>Thread-safe; a connection is in the hands of one thread. Waits for nothing but the rest of a call's arguments.
 */
final class Protocol {

    private static final Logger LOG = LoggerFactory.getLogger(Protocol.class);

    private static final int CALL = 0x50;
    private static final int PING = 0x52;
    private static final int PING_ACK = 0x53;
    private static final int DGC_ACK = 0x54;
    private static final int DGC_ACK_BYTES = 15;
    private static final long MOST_DISCARDED = 16L << 20;

    private final Handshake handshake;
    private final CallEntry entry;
    private final Marshaller marshaller;
    private final VerifiedIds ids;
    private final LeaseCalls leases;
    private final Connections connections;
    private final SparseLog garbage;

    Protocol(
            CallEntry entry,
            Marshaller marshaller,
            ObjectIds ids,
            LeaseCalls leases,
            Connections connections,
            SparseLog garbage,
            SparseLog refusals) {
        this.handshake = new Handshake(entry, refusals);
        this.entry = entry;
        this.marshaller = marshaller;
        this.ids = new VerifiedIds(ids);
        this.leases = leases;
        this.connections = connections;
        this.garbage = garbage;
    }

    /** Does one thing with what has come. Never throws; a connection that can't go on is closed. */
    Step step(JrmpConnection connection) {
        try {
            return switch (connection.phase()) {
                case NEW -> connections.draining() ? end(connection) : handshake.advance(connection);
                case CLOSED -> Step.GONE;
                case LINGERING -> discard(connection);
                case IDLE, BUSY, WRITING, REPLIED -> message(connection);
            };
        } catch (BadPeerException bad) {
            garbage.info("closed a connection from " + connection + ": " + bad.getMessage());
            return end(connection);
        } catch (IOException gone) {
            LOG.debug("lost the connection from {}", connection, gone);
            return end(connection);
        } catch (RuntimeException | Error ours) {
            LOG.error("closed the connection from {}", connection, ours);
            return end(connection);
        }
    }

    /** Reads once; false if nothing has come or the connection is closed, which the next step tells. */
    boolean fill(JrmpConnection connection) {
        try {
            int count = connection.input().fill();
            if (count < 0) {
                connection.close();
            }
            return count != 0;
        } catch (SSLException refused) {
            refuse(connection, refused);
            return true;
        } catch (IOException gone) {
            LOG.trace("lost the connection from {}", connection, gone);
            connection.close();
            return true;
        }
    }

    private void refuse(JrmpConnection connection, SSLException refused) {
        garbage.info("closed a connection from " + connection + ": " + refused.getMessage());
        if (refused instanceof NotTlsException) {
            connection.close();
        } else {
            connection.refuse();
        }
    }

    private Step message(JrmpConnection connection) throws IOException {
        MessageInput input = connection.input();
        if (input.buffered() == 0) {
            return Step.NEED_BYTES;
        }
        if (!begin(connection)) {
            return end(connection);
        }
        return switch (input.byteAt(0)) {
            case CALL -> call(connection);
            case PING -> ping(connection);
            case DGC_ACK -> acknowledgement(connection);
            default -> throw new BadPeerException("0x" + Integer.toHexString(input.byteAt(0)) + " is no operation");
        };
    }

    private static boolean begin(JrmpConnection connection) throws BadPeerException {
        if (connection.notes().begun()) {
            return true;
        }
        if (!connection.state().beginMessage()) {
            if (connection.open()) {
                throw new BadPeerException("it sent an operation before it had the reply to the last");
            }
            return false;
        }
        connection.input().beginMessage();
        connection.route().departures().peerWentOn();
        connection.notes().begun(true);
        return true;
    }

    private static Step partial(JrmpConnection connection) {
        connection.input().unfinished(true);
        return Step.NEED_BYTES;
    }

    private static void complete(JrmpConnection connection) {
        connection.notes().begun(false);
        connection.input().unfinished(false);
    }

    private Step ping(JrmpConnection connection) {
        connection.input().take(1);
        complete(connection);
        if (connections.draining()) {
            return end(connection);
        }
        ReplyBuffer ack = connection.takeBuffer();
        ack.write(PING_ACK);
        connection.reply(ack, false);
        return Step.GO_ON;
    }

    private static Step acknowledgement(JrmpConnection connection) {
        if (connection.input().buffered() < DGC_ACK_BYTES) {
            return partial(connection);
        }
        connection.input().take(DGC_ACK_BYTES);
        complete(connection);
        connection.noReply();
        return Step.GO_ON;
    }

    private Step call(JrmpConnection connection) throws IOException {
        CallHeader header = CallHeader.take(connection.input(), ids);
        if (header == null) {
            return partial(connection);
        }
        complete(connection);
        if (header.target().number() == WellKnown.DGC) {
            return after(connection, leases.answer(connection, header));
        }
        JrmpCall call = new JrmpCall(connection, marshaller, header);
        entry.enter(call);
        Thread.interrupted(); // a cancelled call's; the channel would close at it
        return call.back() ? after(connection, call.read()) : Step.GONE;
    }

    private static Step after(JrmpConnection connection, boolean read) {
        connection.input().unfinished(false);
        if (!read && connection.open()) {
            return connection.leaveUnread() ? Step.GONE : Step.GO_ON;
        }
        return Step.CALLED;
    }

    /** Closing with unread input would reset the connection, and the peer might lose the reply. */
    private static Step discard(JrmpConnection connection) {
        MessageInput input = connection.input();
        int count = input.buffered();
        input.take(count);
        return connection.notes().discard(count) > MOST_DISCARDED ? end(connection) : Step.NEED_BYTES;
    }

    private static Step end(JrmpConnection connection) {
        connection.close();
        return Step.GONE;
    }
}
