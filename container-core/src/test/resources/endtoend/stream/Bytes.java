package stream;

import java.io.IOException;
import java.io.InputStream;

/** So many bytes; each tells its place. */
public final class Bytes extends InputStream {
    private final long length;
    private long position;

    public Bytes(long length) {
        this.length = length;
    }

    @Override
    public int read() {
        return position == length ? -1 : (int) (position++ * 31 & 0xff);
    }

    @Override
    public int read(byte[] target, int offset, int count) {
        if (position == length) {
            return -1;
        }
        int part = (int) Math.min(count, length - position);
        for (int i = 0; i < part; i++) {
            target[offset + i] = (byte) (position++ * 31);
        }
        return part;
    }

    /** The length and the sum of what is left in a stream. */
    public static String sum(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        long sum = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            length += count;
            for (int i = 0; i < count; i++) {
                sum = sum * 31 + buffer[i];
            }
        }
        return length + " bytes, " + Long.toHexString(sum);
    }
}
