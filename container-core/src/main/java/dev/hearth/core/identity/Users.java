package dev.hearth.core.identity;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users that there are now: the file is read again when it has changed.
 *
 * <p>A file that became unreadable, or is gone, as while an editor writes it anew, leaves the users as they were; the log says
 * so once. Thread-safe.
 */
public final class Users {

    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final UserFile file;

    /** What was seen of the file when the users were read. */
    @GuardedBy("this")
    private Seen seen;

    /** What was seen of it when users were missing in it: it may be half written, and counts if it is the same at the next look. */
    @GuardedBy("this")
    private @Nullable Seen doubted;

    private volatile Map<String, User> users;
    private volatile Stranger stranger;

    private record Seen(long modified, long size, @Nullable Object key) {}

    private static final Seen GONE = new Seen(0, -1, null);

    /**
     * What an unknown user's password is compared with, so that it takes as long as a known one's. Hearth knows no password
     * that matches it.
     */
    private record Stranger(int cost, String hash) {
        static Stranger of(int cost) {
            char[] unknown = new char[32];
            java.security.SecureRandom random = new java.security.SecureRandom();
            for (int i = 0; i < unknown.length; i++) {
                unknown[i] = (char) ('!' + random.nextInt('~' - '!'));
            }
            String hash = Passwords.hash(unknown, cost);
            Arrays.fill(unknown, '\0');
            return new Stranger(cost, hash);
        }
    }

    /** @throws IOException if the file can't be read */
    public Users(UserFile file) throws IOException {
        this.file = file;
        this.seen = look(file);
        this.users = file.read();
        this.stranger = Stranger.of(cost(users));
    }

    private static int cost(Map<String, User> users) {
        return users.values().stream()
                .mapToInt(user -> Passwords.cost(user.hash()))
                .max()
                .orElse(Passwords.COST);
    }

    /** The user of this name, by the file as it was read last. */
    public Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** Whether this is the user's password; takes as long where there is no such user. */
    Optional<User> authenticate(String name, char[] password) {
        User known = users.get(name);
        boolean possible = password.length > 0 && password.length <= Passwords.LONGEST;
        char[] compared = possible ? password : new char[] {' '};
        boolean matches = Passwords.match(compared, known == null ? stranger.hash() : known.hash());
        return Optional.ofNullable(known).filter(user -> matches && possible);
    }

    /** Reads the file again if it has changed; true if the users are others now. One that lacks some is looked at twice. */
    synchronized boolean refresh() {
        Seen now = look(file);
        if (now.equals(seen)) {
            return false;
        }
        if (now.equals(GONE) && !users.isEmpty()) {
            seen = now;
            LOG.warn(
                    "{} is gone; its users stay until it is there again or the container restarts: 'hearth user remove'"
                            + " takes one away",
                    file.path());
            return false;
        }
        try {
            Map<String, User> changed = file.read();
            if (!changed.keySet().containsAll(users.keySet()) && !now.equals(doubted)) {
                doubted = now;
                return false;
            }
            seen = now;
            int cost = cost(changed);
            if (cost != stranger.cost()) {
                stranger = Stranger.of(cost);
            }
            users = changed;
            LOG.info("{} was read again: {} users", file.path(), changed.size());
            return true;
        } catch (IOException unreadable) {
            seen = now;
            LOG.error("the users stay as they were: {}", unreadable.getMessage());
            return false;
        }
    }

    private static Seen look(UserFile file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return new Seen(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException none) {
            return GONE;
        } catch (IOException unreadable) {
            return new Seen(-1, -1, null);
        }
    }
}
