package legacy.files;

import java.io.IOException;
import java.io.InputStream;

/** A stream whose bytes come in chunks. */
public class RemoteInputStream extends InputStream {

    private static final int CHUNK = 8000;

    private final RemoteInput from;
    private byte[] chunk = new byte[0];
    private int at;

    public RemoteInputStream(RemoteInput from) {
        this.from = from;
    }

    @Override
    public int read() throws IOException {
        if (chunk != null && at == chunk.length) {
            chunk = from.read(CHUNK);
            at = 0;
        }
        return chunk == null ? -1 : chunk[at++] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
