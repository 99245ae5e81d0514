package dev.hearth.core.wire.jrmp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/**
 * Where a connection stands: the number of its last message and a {@link Phase}, in one word.
 *
 * <p>Whoever moves it names the message it speaks of, so a thread that comes late (the client has its reply, and the next
 * call is being read) changes nothing. Thread-safe, without locks.
 */
final class ConnectionState {

    /** Where a connection stands. */
    enum Phase {
        /** Nothing is agreed yet. */
        NEW(0),
        /** Waits for a message. */
        IDLE(1),
        /** A message has begun and its reply has not. */
        BUSY(2),
        /** Part of the reply is written, and the last part not yet. */
        WRITING(3),
        /** The last part of the reply may have reached the peer, who may already send the next message. */
        REPLIED(4),
        /** The reply is out, input is discarded until the peer closes. */
        LINGERING(5),
        CLOSED(6);

        private final int code;

        Phase(int code) {
            this.code = code;
        }
    }

    /** What {@link #messageInProgress} says where there is none. */
    static final long NO_MESSAGE = -1;

    private static final int PHASE_BITS = 3;
    private static final long PHASE_MASK = (1 << PHASE_BITS) - 1;
    private static final List<Phase> BY_CODE = List.of(Phase.values());
    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(ConnectionState.class, "word", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile long word = word(0, Phase.NEW);

    Phase phase() {
        return phase(word);
    }

    /** All of it; two looks that find the same word found the same message in the same phase. */
    long word() {
        return (long) WORD.getOpaque(this);
    }

    /** The same word for all phases of a reply under way, which goes to and fro between them. */
    static long replyWord(long word) {
        return word(message(word), Phase.WRITING);
    }

    static Phase phase(long word) {
        return BY_CODE.get((int) (word & PHASE_MASK));
    }

    private static long word(long message, Phase phase) {
        return message | phase.code;
    }

    private static long message(long word) {
        return word & ~PHASE_MASK;
    }

    private boolean swap(long before, Phase next) {
        return WORD.compareAndSet(this, before, word(message(before), next));
    }

    /** The handshake is done. */
    void opened() {
        swap(word(0, Phase.NEW), Phase.IDLE);
    }

    /** The handshake has failed; false if it is over otherwise. */
    boolean refused() {
        return swap(word(0, Phase.NEW), Phase.LINGERING);
    }

    /**
     * A message begins.
     *
     * @return false if none may: the last one has no reply yet, or the connection is closed
     */
    boolean beginMessage() {
        long now = word;
        while (phase(now) == Phase.IDLE || phase(now) == Phase.REPLIED) {
            if (WORD.compareAndSet(this, now, word(message(now) + PHASE_MASK + 1, Phase.BUSY))) {
                return true;
            }
            now = word;
        }
        return false;
    }

    /** The message that has begun and has no reply. */
    long messageInProgress() {
        long now = word;
        return phase(now) == Phase.BUSY ? message(now) : NO_MESSAGE;
    }

    /** The message in progress wants no reply; false if it is over otherwise. */
    boolean noReply() {
        long now = word;
        return phase(now) == Phase.BUSY && swap(now, Phase.IDLE);
    }

    /** Moves this message; false if the connection is closed or at another message. */
    boolean move(long message, Phase next) {
        long now = word;
        while (message(now) == message && phase(now) != Phase.CLOSED) {
            if (swap(now, next)) {
                return true;
            }
            now = word;
        }
        return false;
    }

    /** This message's reply is written as a whole; false if the next message has begun. */
    boolean replied(long message) {
        return swap(word(message, Phase.REPLIED), Phase.IDLE);
    }

    /** Closed, if no message is in progress. */
    boolean closeIfIdle() {
        long now = word;
        while (phase(now) == Phase.IDLE || phase(now) == Phase.NEW) {
            if (swap(now, Phase.CLOSED)) {
                return true;
            }
            now = word; // a handshake or a message was just done, and may have left it idle
        }
        return false;
    }

    /** Closed, whatever it was; false if it was closed. */
    boolean close() {
        return phase((long) WORD.getAndSet(this, word(0, Phase.CLOSED))) != Phase.CLOSED;
    }
}
