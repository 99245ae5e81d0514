package dev.hearth.core.modules;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows to a limit, is then renamed to {@code NAME.1} (and that one to {@code NAME.2}, …), and begun anew.
 *
 * <p>So the log takes at most {@code (keep + 1) × maxBytes}. After an error the file is opened again at the next write, and
 * goes on with a new line. Not thread-safe.
 */
final class LogFile implements AccessLogWriter.Sink {

    private final Path file;
    private long maxBytes;
    private int keep;
    private @Nullable OutputStream out;
    private long size;
    private boolean torn;

    /**
     * Opens the file, and makes its folder if there is none.
     *
     * @param maxBytes how long it may become; one write may be as long
     * @param keep how many former ones are kept
     */
    LogFile(Path file, long maxBytes, int keep) throws IOException {
        this.file = file.toAbsolutePath();
        this.maxBytes = maxBytes;
        this.keep = keep;
        open();
    }

    /** What it may take from now on. */
    void limit(long longest, int kept) {
        maxBytes = longest;
        keep = kept;
    }

    @Override
    public void write(byte[] bytes, int length) throws IOException {
        try {
            if (size > 0 && size + length > maxBytes) {
                rotate();
            }
            OutputStream open = out == null ? open() : out;
            if (torn) {
                open.write('\n');
                size++;
                torn = false;
            }
            open.write(bytes, 0, length);
            size += length;
        } catch (IOException e) {
            torn = true;
            closeQuietly(e);
            throw e;
        }
    }

    /** A stream and not a channel: a channel closes itself when its thread is interrupted. */
    private OutputStream open() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        OutputStream opened = new FileOutputStream(file.toFile(), true);
        out = opened;
        size = Files.size(file);
        return opened;
    }

    private void rotate() throws IOException {
        close();
        if (keep == 0) {
            Files.deleteIfExists(file);
        } else {
            for (int i = keep - 1; i >= 1; i--) {
                move(former(i), former(i + 1));
            }
            move(file, former(1));
        }
        torn = false;
        open();
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path former(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /** Goes on in a file of the same name, which is a new one if somebody has moved the old one away. */
    @Override
    public void reopen() throws IOException {
        close();
        torn = false;
        open();
    }

    @Override
    public void close() throws IOException {
        OutputStream open = out;
        out = null;
        if (open != null) {
            open.close();
        }
    }

    private void closeQuietly(IOException cause) {
        try {
            close();
        } catch (IOException second) {
            cause.addSuppressed(second);
        }
    }
}
