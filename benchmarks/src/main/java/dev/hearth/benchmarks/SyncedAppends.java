package dev.hearth.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What the disk itself does: one thread that appends 4 KiB to a file and syncs, again and again. */
final class SyncedAppends {
    private static final int BYTES = 4_096;

    private final Path file;

    /** @param folder on the disk where the servers have theirs */
    SyncedAppends(Path folder) {
        this.file = folder.resolve("synced-appends");
    }

    /** How many there are in a second. */
    double perSecond(Duration time) {
        try {
            return measure(time);
        } catch (IOException failed) {
            throw new UncheckedIOException("the disk could not be measured: " + failed.getMessage(), failed);
        }
    }

    private double measure(Duration time) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES);
        long appends = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long began = System.nanoTime();
            long elapsed = 0;
            while (elapsed < time.toNanos()) {
                bytes.clear();
                bytes.putLong(0, appends);
                while (bytes.hasRemaining()) {
                    channel.write(bytes, appends * BYTES + bytes.position());
                }
                channel.force(false);
                appends++;
                elapsed = System.nanoTime() - began;
            }
            return appends * 1e9 / elapsed;
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
