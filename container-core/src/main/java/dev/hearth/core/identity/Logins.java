package dev.hearth.core.identity;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.ContainerThreads;
import dev.hearth.core.call.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logging in and out, put together: users, attempts and sessions.
 *
 * <p>A thread of its own looks at the file of users once a second, sweeps sessions, and writes them where they survive.
 * Thread-safe. Whoever opens it closes it.
 */
public final class Logins implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Logins.class);

    /** The same whatever was wrong. */
    private static final String REFUSED = "HEARTH-LOGIN: user or password is wrong";

    /** No user can be called so. */
    private static final String NOBODY = "";

    private static final String BUSY = "HEARTH-BUSY: too many logins at once or failed lately; try again in a while";
    private static final long EVERY_MILLIS = 1_000;
    private static final long BETWEEN_LINES_NANOS = 1_000_000_000;

    /** How often the times of the last calls are written, in rounds. */
    private static final int WRITE_EVERY = 30;

    private final Users users;
    private final Attempts attempts;
    private final SessionTable table;
    private final Optional<SessionFile> file;
    private final Semaphore comparing;
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();

    /** When a failed login was logged last, by {@link System#nanoTime}. */
    private final AtomicLong told = new AtomicLong(System.nanoTime() - BETWEEN_LINES_NANOS);

    private final ScheduledThreadPoolExecutor keeper;
    private long written = -1;
    private int rounds;

    /** Gives numbers that nobody was ever given. */
    @FunctionalInterface
    public interface NumberSource {
        long next() throws IOException;
    }

    /** A session as people see it; its number is none of their business. */
    public record Row(String id, String user, Set<String> roles, String peer, Instant since, Instant lastCall) {}

    /** How logins went since the start. */
    public record Counts(long succeeded, long failed, long turnedAway) {}

    private Logins(Users users, SessionTable table, LoginSettings settings, Optional<SessionFile> file) {
        this.users = users;
        this.table = table;
        this.file = file;
        this.attempts = new Attempts(
                settings.failures(), settings.longestWait(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        this.comparing = new Semaphore(settings.atOnce());
        this.keeper = new ScheduledThreadPoolExecutor(1, task -> ContainerThreads.daemon(task, "hearth-sessions"));
    }

    /**
     * Opens the users and, where they survive, the sessions of before.
     *
     * @param data the data folder
     * @param secret the container's
     * @throws IOException if a file can't be read
     */
    public static Logins open(LoginSettings settings, Path data, byte[] secret, NumberSource numbers)
            throws IOException {
        Users users = new Users(new UserFile(settings.users()));
        SessionTable table =
                new SessionTable(new SessionNumbers(secret, numbers::next), settings, System::currentTimeMillis);
        SessionFile kept = new SessionFile(data.resolve("sessions"));
        if (settings.survive()) {
            kept.read(users::find).forEach(table::again);
        } else {
            kept.delete();
        }
        Logins logins = new Logins(users, table, settings, settings.survive() ? Optional.of(kept) : Optional.empty());
        Object unused =
                logins.keeper.scheduleWithFixedDelay(logins::round, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return logins;
    }

    /** The sessions, for those who know a number. */
    public Sessions sessions() {
        return table;
    }

    /** Whether somebody could log in. */
    public Optional<User> user(String name) {
        lookTwiceAtUsers();
        return users.find(name);
    }

    /**
     * Begins a session for whoever knows the password.
     *
     * @param claimed the user's name, of any length
     * @return its number
     * @throws AccessException if not; the message does not tell why
     * @throws IOException if what must be kept can't be
     */
    int begin(String claimed, char[] password, Peer peer) throws IOException {
        String user = claimed.length() > User.LONGEST ? NOBODY : claimed; // what nobody is called is not remembered
        Attempts.Attempt attempt = attempts.begin(user, peer.address());
        if (attempt == null) {
            turnedAway.increment();
            throw new AccessException(BUSY);
        }
        if (!comparing.tryAcquire()) {
            attempt.withdrawn();
            turnedAway.increment();
            throw new AccessException(BUSY);
        }
        Optional<User> known = Optional.empty();
        try {
            lookTwiceAtUsers();
            known = users.authenticate(user, password);
        } finally {
            comparing.release();
            if (known.isPresent()) {
                attempt.succeeded();
            } else {
                attempt.failed();
            }
        }
        if (known.isEmpty()) {
            failed.increment();
            tellFailed(peer);
            throw new AccessException(REFUSED);
        }
        return begun(known.get(), peer).number();
    }

    /** At most one line per second: who guesses must not fill the log. */
    private void tellFailed(Peer peer) {
        long now = System.nanoTime();
        long before = told.get();
        if (now - before >= BETWEEN_LINES_NANOS && told.compareAndSet(before, now)) {
            LOG.warn("a login from {} failed; {} since the start", peer.host(), failed.sum());
        }
    }

    private LiveSession begun(User user, Peer peer) throws IOException {
        try {
            LiveSession session = table.begin(user, peer.host());
            keepOrEnd(session);
            succeeded.increment();
            LOG.info("{} logged in from {}: session {}", user.name(), peer.host(), session.id());
            return session;
        } catch (SessionTable.FullException full) {
            turnedAway.increment();
            throw new AccessException("HEARTH-FULL: " + full.getMessage());
        }
    }

    private void keepOrEnd(LiveSession session) throws IOException {
        boolean kept = false;
        try {
            keep(true);
            kept = true;
        } finally {
            if (!kept) {
                table.end(session.number());
            }
        }
    }

    /** Ends the session of this number; empty if it had ended. */
    Optional<LiveSession> end(int number) {
        return ended(table.end(number), "by its user");
    }

    /** Ends the session that people know by this id; false if there is none. */
    public boolean end(String id) {
        return ended(table.end(id), "by an administrator").isPresent();
    }

    private Optional<LiveSession> ended(Optional<LiveSession> session, String why) {
        session.ifPresent(known -> {
            LOG.info("session {} of {} was ended {}", known.id(), known.principal(), why);
            keepOrTell();
        });
        return session;
    }

    /** The sessions, the oldest first. */
    public List<Row> rows() {
        return table.all().stream()
                .map(session -> new Row(
                        session.id(),
                        session.principal(),
                        session.roles(),
                        session.peer(),
                        Instant.ofEpochMilli(session.since()),
                        Instant.ofEpochMilli(session.last())))
                .toList();
    }

    public Counts counts() {
        return new Counts(succeeded.sum(), failed.sum(), turnedAway.sum());
    }

    /** Whoever was removed a moment ago does not get in. */
    private void lookTwiceAtUsers() {
        lookAtUsers();
        lookAtUsers();
    }

    private void lookAtUsers() {
        if (users.refresh()) {
            table.refresh(users::find);
        }
    }

    private void round() {
        try {
            lookAtUsers();
            table.sweep();
            rounds++;
            keep(rounds % WRITE_EVERY == 0);
        } catch (IOException | RuntimeException unwritable) {
            LOG.error("the sessions can't be kept for a restart", unwritable);
        }
    }

    private void keepOrTell() {
        try {
            keep(true);
        } catch (IOException unwritable) {
            LOG.error("the sessions can't be kept for a restart; one that was ended may be there again", unwritable);
        }
    }

    /** Writes the sessions where they survive. */
    private synchronized void keep(boolean anyway) throws IOException {
        long changes = table.changes();
        if (file.isPresent() && (anyway || changes != written)) {
            file.get().write(table.all());
            written = changes;
        }
    }

    @Override
    public void close() {
        keeper.shutdownNow();
        keepOrTell();
    }
}
