package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * How much of a JAR is there.
 *
 * <p>A JAR's table of contents stands at its end, and says where it begins and how long it is; so a file of which only the
 * beginning has been copied has none, or, if a JAR in it ends just there, one that lies elsewhere than it says.
 */
enum Completeness {
    /** No table of contents can be read. */
    UNREADABLE,
    /** There is one, but something stands before the JAR or behind it, or it is a very large one. */
    READABLE,
    /** There is one, at the end, and it lies where it says. */
    WHOLE;

    private static final int END_MARK = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LARGEST_COMMENT = 0xFFFF;
    private static final int BUFFER = 16 * 1024;

    static Completeness of(Path jar) {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.size() > 0 && endsRightly(jar) ? WHOLE : READABLE;
        } catch (IOException | RuntimeException unfinished) {
            return UNREADABLE;
        }
    }

    private static boolean endsRightly(Path jar) throws IOException {
        try (FileChannel file = FileChannel.open(jar)) {
            long size = file.size();
            int tail = (int) Math.min(size, END_SIZE + LARGEST_COMMENT);
            ByteBuffer bytes = ByteBuffer.allocate(tail).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && file.read(bytes, size - tail + bytes.position()) >= 0) {}
            if (bytes.hasRemaining()) {
                return false;
            }
            for (int at = tail - END_SIZE; at >= 0; at--) {
                if (bytes.getInt(at) == END_MARK
                        && at + END_SIZE + Short.toUnsignedInt(bytes.getShort(at + 20)) == tail) {
                    long length = Integer.toUnsignedLong(bytes.getInt(at + 12));
                    long offset = Integer.toUnsignedLong(bytes.getInt(at + 16));
                    return offset + length == size - tail + at;
                }
            }
            return false;
        }
    }

    /**
     * Reads all of a JAR against its checksums: one that was overwritten in the middle of a copy has a table of contents, and
     * contents of another.
     *
     * @throws IOException if an entry is not what the table of contents says; the message names it
     */
    static void requireSound(Path jar) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (ZipFile file = new ZipFile(jar.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                CRC32 found = new CRC32();
                try (InputStream in = file.getInputStream(entry)) {
                    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                        found.update(buffer, 0, read);
                    }
                } catch (IOException damaged) {
                    throw new IOException(entry.getName() + ": " + damaged.getMessage(), damaged);
                }
                if (entry.getCrc() >= 0 && entry.getCrc() != found.getValue()) {
                    throw new IOException(entry.getName() + " has another checksum than its table of contents says");
                }
            }
        }
    }
}
