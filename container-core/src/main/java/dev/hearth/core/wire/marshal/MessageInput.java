package dev.hearth.core.wire.marshal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an object stream reads: bytes that were taken from the connection before, then the connection. Counts, and remembers
 * whether it was the connection that failed or what came over it.
 */
final class MessageInput extends InputStream {

    private static final byte[] NONE = {};
    private static final int PIECE = 64 << 10;

    private final byte[] before;
    private final int beforeLength;
    private final InputStream connection;
    private final long limit;
    private int position;
    private byte[] ahead = NONE;
    private int aheadPosition;
    private int aheadEnd;
    private long count;
    private boolean tooLong;
    private @Nullable IOException broken;

    /**
     * @param before not copied
     * @param limit how many bytes may come from the connection
     */
    MessageInput(byte[] before, int beforeLength, InputStream connection, long limit) {
        this.before = before;
        this.beforeLength = beforeLength;
        this.connection = connection;
        this.limit = limit;
    }

    /** Why the connection can't be read on; null if it can. */
    @Nullable
    IOException broken() {
        return broken;
    }

    /** Whether reading stopped at the limit. */
    boolean tooLong() {
        return tooLong;
    }

    /**
     * Waits until so many bytes in all have come, those before included. Those that are not read yet are kept, and read next.
     *
     * <p>For a message that must be as long to be well-formed: what follows it is never touched.
     */
    void await(long bytes) throws IOException {
        long more = bytes - beforeLength;
        while (count < more) {
            makeRoom((int) Math.min(PIECE, more - count));
            int read = fromConnection(ahead, aheadEnd, (int) Math.min(ahead.length - aheadEnd, more - count));
            aheadEnd += read;
        }
    }

    /** Sees to it that there is room; for as much as is wanted only where a new array is needed, since bytes may trickle. */
    private void makeRoom(int wanted) {
        if (aheadEnd < ahead.length) {
            return;
        }
        int kept = aheadEnd - aheadPosition;
        byte[] target = new byte[Math.max(2 * kept, kept + wanted)];
        System.arraycopy(ahead, aheadPosition, target, 0, kept);
        ahead = target;
        aheadPosition = 0;
        aheadEnd = kept;
    }

    /** How many bytes have come from the connection. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        if (position < beforeLength) {
            return before[position++] & 0xff;
        }
        if (aheadPosition < aheadEnd) {
            return ahead[aheadPosition++] & 0xff;
        }
        checkLimit(1);
        try {
            return counted(connection.read(), 1);
        } catch (IOException failed) {
            broken = failed;
            throw failed;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int left = beforeLength - position;
        if (left > 0) {
            int part = Math.min(left, length);
            System.arraycopy(before, position, target, offset, part);
            position += part;
            return part;
        }
        return aheadPosition < aheadEnd ? fromAhead(target, offset, length) : fromConnection(target, offset, length);
    }

    private int fromAhead(byte[] target, int offset, int length) {
        int part = Math.min(aheadEnd - aheadPosition, length);
        System.arraycopy(ahead, aheadPosition, target, offset, part);
        aheadPosition += part;
        if (aheadPosition == aheadEnd) {
            ahead = NONE;
            aheadPosition = 0;
            aheadEnd = 0;
        }
        return part;
    }

    private int fromConnection(byte[] target, int offset, int length) throws IOException {
        checkLimit(1);
        try {
            int read = connection.read(target, offset, (int) Math.min(length, limit - count));
            return counted(read, read);
        } catch (IOException failed) {
            broken = failed;
            throw failed;
        }
    }

    @Override
    public int available() throws IOException {
        if (position < beforeLength) {
            return beforeLength - position;
        }
        return aheadPosition < aheadEnd ? aheadEnd - aheadPosition : connection.available();
    }

    private int counted(int answer, int bytes) throws EOFException {
        if (answer < 0) {
            EOFException ended = new EOFException("the peer closed the connection in the middle of a message");
            broken = ended;
            throw ended;
        }
        count += bytes;
        return answer;
    }

    private void checkLimit(int more) throws IOException {
        if (count + more > limit) {
            tooLong = true;
            throw new IOException("a message of more than " + limit + " bytes");
        }
    }
}
