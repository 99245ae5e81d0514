package dev.hearth.core.store.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what an earlier process left in the log, and judges it.
 *
 * <p>What broke off in a crash was never promised and is cut. Where something is missing that was, reading ends with an
 * error that says what, and what to do. Used once, by one thread.
 */
final class LogReader {

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final int FORMER_MARK = 0x48524C31;
    private static final String WHAT_TO_DO = "Restore the data folder from a backup; or, to go on without them, move"
            + " this file and the later ones away and start again";

    private final Disk disk;
    private final long settled;
    private final List<LogRecord> records = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private int lastChecksum;
    private long lastPosition;
    private boolean any;

    /** A file with good frames, and the position of the last record in it or before it. */
    record Kept(Path path, long lastPosition) {}

    /** @param settled up to which position the database has all */
    private LogReader(Disk disk, long settled) {
        this.disk = disk;
        this.settled = settled;
        this.lastPosition = settled;
    }

    /**
     * Reads these files, oldest first.
     *
     * @param settled up to which position the database has all
     * @throws IOException if something is missing that was acknowledged, or the files can't be read
     */
    static LogReader read(Disk disk, List<Path> files, long settled) throws IOException {
        LogReader reader = new LogReader(disk, settled);
        for (int i = 0; i < files.size(); i++) {
            if (!reader.read(files.get(i))) {
                reader.requireEmpty(files.subList(i + 1, files.size()));
                break;
            }
        }
        return reader;
    }

    /** The records that the database does not have, in order. */
    List<LogRecord> records() {
        return records;
    }

    /** The files that have something in them, oldest first. */
    List<Kept> kept() {
        return kept;
    }

    /** The position of the last record that was ever written, as far as anything here or in the database tells. */
    long lastPosition() {
        return lastPosition;
    }

    /** The checksum of the last good frame; 0 if there is none. */
    int lastChecksum() {
        return lastChecksum;
    }

    /** @return whether a later file may follow */
    private boolean read(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
        if (file.limit() >= Integer.BYTES && file.getInt(0) == FORMER_MARK) {
            throw new IOException(
                    "the log " + path + " was written by an older Hearth that did not stop in order; start"
                            + " that one once more and stop it, then this one");
        }
        int end = 0;
        boolean last = false;
        for (int at = 0; at >= 0; ) {
            Frame frame = Frame.at(file, at);
            if (frame != null) {
                requireJoined(path, file, frame);
                take(frame, file);
                end = frame.end();
                at = end;
            } else {
                Frame later = Frame.after(file, at);
                last = later != null && !joins(later, file) && later.synced() <= lastPosition;
                at = later == null || last ? -1 : passOver(path, end, later, file);
            }
        }
        close(path, file, end);
        return !last;
    }

    /** What lies between two frames is bad: it must be in the database, or acknowledged changes are missing. */
    private int passOver(Path path, int bad, Frame later, ByteBuffer file) throws IOException {
        if (!joins(later, file)) {
            throw damaged(path, bad, "good records follow at byte " + later.start() + " that were written later");
        }
        LOG.warn("{} is damaged at byte {}; what was there is in the database, so nothing is lost", path, bad);
        return later.start();
    }

    /** Whether nothing is missing before this frame: the one that it was written after is there, or the database has more. */
    private boolean joins(Frame frame, ByteBuffer file) {
        return (any && frame.before() == lastChecksum) || frame.positionBefore(file) <= settled;
    }

    private void requireJoined(Path path, ByteBuffer file, Frame frame) throws IOException {
        if (joins(frame, file)) {
            return;
        }
        if (any) {
            throw damaged(path, frame.start(), "what was written before it is not there");
        }
        throw new IOException("the log begins, in " + path + ", after commit " + frame.positionBefore(file)
                + ", but the database has commits up to " + settled + " only: it is older than the log, and what lies"
                + " between is missing. Restore the data folder as a whole from a backup");
    }

    private void take(Frame frame, ByteBuffer file) throws IOException {
        any = true;
        lastChecksum = frame.checksum();
        lastPosition = Math.max(lastPosition, frame.lastPosition(file));
        records.addAll(frame.records(file, position -> position > settled));
    }

    /** What follows the last good frame was never acknowledged; the file is whole from now on. */
    private void close(Path path, ByteBuffer file, int end) throws IOException {
        if (end == 0) {
            LOG.warn("{} has no beginning, as a crash leaves a new file; it is deleted", path);
            disk.delete(path);
            return;
        }
        kept.add(new Kept(path, lastPosition));
        if (isZero(file, end)) {
            return;
        }
        LOG.warn(
                "{} ends in the middle of a record, as a crash leaves it: {} bytes that were never acknowledged are cut",
                path,
                file.limit() - end);
        try (Disk.Channel channel = disk.open(path)) {
            channel.truncate(end);
            channel.force();
        }
    }

    private static boolean isZero(ByteBuffer file, int from) {
        for (int at = from; at < file.limit(); at++) {
            if (file.get(at) != 0) {
                return false;
            }
        }
        return true;
    }

    /** A file ended in what was never acknowledged; then no later one was begun. */
    private void requireEmpty(List<Path> later) throws IOException {
        for (Path path : later) {
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
            if (Frame.after(file, -1) != null) {
                throw damaged(path, 0, "the file before it ends in the middle of a record");
            }
            close(path, file, 0);
        }
    }

    private IOException damaged(Path path, int at, String why) {
        return new IOException("the log " + path + " is damaged at byte " + at + ", and " + why
                + ": acknowledged changes after commit " + lastPosition + " can't be read. " + WHAT_TO_DO);
    }
}
