package dev.hearth.core.admin;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.admin.StateExchange.Done;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An export, import or backup, and the file that it fills or empties.
 *
 * <p>An import is first sent in parts, an export is fetched in parts when it is done: no request takes long, and the snapshot
 * does not wait for whoever reads it. Thread-safe.
 */
final class StoreTask {

    private static final Logger LOG = LoggerFactory.getLogger(StoreTask.class);

    private final long id;
    private final String kind;
    private final Path file;

    @GuardedBy("this")
    private State state = State.FILLING;

    @GuardedBy("this")
    private long lastUsedNanos = System.nanoTime();

    @GuardedBy("this")
    private @Nullable Done done;

    @GuardedBy("this")
    private @Nullable String error;

    @GuardedBy("this")
    private @Nullable Thread thread;

    private enum State {
        FILLING,
        RUNNING,
        DONE,
        FAILED
    }

    /** What is to be done. */
    @FunctionalInterface
    interface Work {
        Done run(Path file) throws RefusedException, IOException;
    }

    StoreTask(long id, String kind, Path file) {
        this.id = id;
        this.kind = kind;
        this.file = file;
    }

    long id() {
        return id;
    }

    @Override
    public String toString() {
        return kind;
    }

    /** Whether it runs, or whoever began it was here not long ago. */
    synchronized boolean inUse(long patienceNanos) {
        return state == State.RUNNING || System.nanoTime() - lastUsedNanos < patienceNanos;
    }

    /**
     * Adds to the file.
     *
     * @param at how long it must be by now
     */
    synchronized void append(long at, byte[] part) throws RefusedException, IOException {
        used();
        if (state != State.FILLING) {
            throw new RefusedException("this " + kind + " takes nothing more");
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            if (channel.size() != at) {
                throw new RefusedException(
                        "the next part of this " + kind + " begins at " + channel.size() + " and not at " + at);
            }
            ByteBuffer rest = ByteBuffer.wrap(part);
            while (rest.hasRemaining()) {
                channel.write(rest, at + rest.position());
            }
        }
    }

    /** Begins the work, on a thread of its own. */
    synchronized void begin(Work work) throws RefusedException {
        used();
        if (state != State.FILLING) {
            throw new RefusedException("this " + kind + " has begun already");
        }
        state = State.RUNNING;
        Thread begun = new Thread(() -> run(work), "hearth-admin-store");
        begun.setDaemon(true);
        thread = begun;
        begun.start();
    }

    private void run(Work work) {
        try {
            Done result = work.run(file);
            synchronized (this) {
                done = result;
                end(State.DONE);
            }
        } catch (RefusedException refused) {
            fail(String.valueOf(refused.getMessage()));
        } catch (IOException broken) {
            fail("the " + kind + " failed: " + broken.getMessage());
        } catch (RuntimeException | Error fault) {
            LOG.error("admin port: an {} failed", kind, fault);
            fail("Hearth's own fault, see its log: " + fault);
        }
    }

    private synchronized void fail(String why) {
        error = why;
        end(State.FAILED);
    }

    @GuardedBy("this")
    private void end(State how) {
        state = how;
        used();
        notifyAll();
    }

    @GuardedBy("this")
    private void used() {
        lastUsedNanos = System.nanoTime();
    }

    /** How it stands; {@code error} or, with {@code message}, {@code damaged} when it is over. */
    synchronized Map<String, Object> view() {
        used();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("task", id);
        view.put("state", state);
        if (error != null) {
            view.put("error", error);
        }
        if (done != null) {
            view.put("message", done.message());
            view.put("damaged", done.damaged());
        }
        return view;
    }

    /** What is in the file from here on, at most so much; empty at the end. */
    synchronized byte[] part(long from, int most) throws RefusedException, IOException {
        used();
        if (state != State.DONE) {
            throw new RefusedException("this " + kind + " is not done");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] part = new byte[(int) Math.max(0, Math.min(most, channel.size() - from))];
            ByteBuffer rest = ByteBuffer.wrap(part);
            while (rest.hasRemaining()) {
                if (channel.read(rest, from + rest.position()) < 0) {
                    throw new IOException(file + " has become shorter");
                }
            }
            return part;
        }
    }

    /** Deletes the file. */
    void discard() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Asks a running one to stop, and waits a while until it has. */
    void stop(long millis) {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(millis);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
