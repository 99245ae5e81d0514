package dev.hearth.core.identity;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.call.Session;
import dev.hearth.core.call.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that have not ended. Bounded, in all and for each user.
 *
 * <p>Thread-safe. Finding one takes no lock; a session that is past its time is not found, also before it is swept.
 */
final class SessionTable implements Sessions {

    private static final int ID_BYTES = 4;
    private static final int STAMP_BYTES = 8;

    private final SessionNumbers numbers;
    private final long idle;
    private final long lifetime;
    private final int most;
    private final int mostPerUser;
    private final LongSupplier millis;
    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, LiveSession> sessions = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private long changes;

    /** There are as many as there may be. */
    static final class FullException extends Exception {
        private static final long serialVersionUID = 1;

        FullException(String message) {
            super(message);
        }
    }

    /** @param millis the time since 1970 */
    SessionTable(SessionNumbers numbers, LoginSettings settings, LongSupplier millis) {
        this.numbers = numbers;
        this.idle = millis(settings.idle());
        this.lifetime = millis(settings.lifetime());
        this.most = settings.sessions();
        this.mostPerUser = settings.sessionsPerUser();
        this.millis = millis;
    }

    private static long millis(Duration time) {
        return time.toMillis();
    }

    @Override
    public @Nullable Session find(int number) {
        LiveSession session = sessions.get(number);
        if (session == null) {
            return null;
        }
        long now = millis.getAsLong();
        if (over(session, now)) {
            return null;
        }
        session.used(now);
        return session;
    }

    @Override
    public void callBegins(Session session) {
        ((LiveSession) session).callBegins();
    }

    @Override
    public void callEnds(Session session) {
        ((LiveSession) session).callEnds(millis.getAsLong());
    }

    private boolean over(LiveSession session, long now) {
        return (!session.inCall() && now - session.last() > idle) || now - session.since() > lifetime;
    }

    /**
     * Begins a session.
     *
     * @param peer where the user is, for people
     * @throws FullException if there are too many; the message says which setting allows more
     * @throws IOException if no number can be had
     */
    synchronized LiveSession begin(User user, String peer) throws FullException, IOException {
        sweep();
        if (sessions.size() >= most) {
            throw new FullException("there are " + most + " sessions, the most that modules.login.sessions allows");
        }
        long own = sessions.values().stream()
                .filter(session -> session.principal().equals(user.name()))
                .count();
        if (own >= mostPerUser) {
            throw new FullException(user.name() + " has " + own
                    + " sessions, the most that modules.login.sessions-per-user allows; log out of one");
        }
        int number = numbers.next();
        while (sessions.containsKey(number)) {
            number = numbers.next();
        }
        long now = millis.getAsLong();
        LiveSession begun = new LiveSession(number, freshId(), user, stamp(user), peer, now, now);
        sessions.put(number, begun);
        changes++;
        return begun;
    }

    private String freshId() {
        byte[] bytes = new byte[ID_BYTES];
        String id;
        do {
            random.nextBytes(bytes);
            id = HexFormat.of().formatHex(bytes);
        } while (byId(id).isPresent());
        return id;
    }

    /** Changes with the password, and betrays nothing of it. */
    static String stamp(User user) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(user.hash().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, STAMP_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private Optional<LiveSession> byId(String id) {
        return sessions.values().stream()
                .filter(session -> session.id().equals(id))
                .findFirst();
    }

    /** A session from before a restart. */
    synchronized void again(LiveSession session) {
        sessions.put(session.number(), session);
    }

    /** Ends the session of this number; empty if it had ended. */
    synchronized Optional<LiveSession> end(int number) {
        LiveSession ended = sessions.remove(number);
        if (ended != null) {
            changes++;
        }
        return Optional.ofNullable(ended);
    }

    /** Ends the session that people know by this id; empty if it had ended. */
    synchronized Optional<LiveSession> end(String id) {
        return byId(id).flatMap(session -> end(session.number()));
    }

    /** The sessions, the oldest first. */
    List<LiveSession> all() {
        long now = millis.getAsLong();
        return sessions.values().stream()
                .filter(session -> !over(session, now))
                .sorted(Comparator.comparingLong(LiveSession::since).thenComparing(LiveSession::id))
                .toList();
    }

    /** Takes out those that are past their time. */
    synchronized void sweep() {
        long now = millis.getAsLong();
        removeIf(session -> over(session, now));
    }

    /** Ends the sessions of users who are gone or have another password now; the others get the roles of now. */
    synchronized void refresh(Function<String, Optional<User>> users) {
        removeIf(session -> users.apply(session.principal())
                .filter(user -> stamp(user).equals(session.stamp()))
                .isEmpty());
        Collection<LiveSession> left = sessions.values();
        left.forEach(session -> users.apply(session.principal()).ifPresent(user -> session.roles(user.roles())));
    }

    @GuardedBy("this")
    private void removeIf(Predicate<LiveSession> gone) {
        if (sessions.values().removeIf(gone)) {
            changes++;
        }
    }

    /** Grows whenever sessions begin or end. */
    synchronized long changes() {
        return changes;
    }
}
