package dev.hearth.core.identity;

import dev.hearth.core.store.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sessions over a restart: a line for each, readable by the container's user alone, since it holds their numbers.
 *
 * <p>Used by one thread at a time.
 */
final class SessionFile {

    private static final String GAP = "\t";
    private static final int PARTS = 7;
    private static final int HEX = 16;

    private final Path file;

    SessionFile(Path file) {
        this.file = file;
    }

    /**
     * The sessions of before, of users who are still there with the same password.
     *
     * @throws IOException if the file can't be read or is damaged
     */
    List<LiveSession> read(Function<String, Optional<User>> users) throws IOException {
        List<LiveSession> sessions = new ArrayList<>();
        if (!Files.exists(file)) {
            return sessions;
        }
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] parts = line.split(GAP, -1);
            if (parts.length != PARTS) {
                throw damaged(null);
            }
            Optional<User> user = users.apply(parts[2])
                    .filter(known -> SessionTable.stamp(known).equals(parts[3]));
            if (user.isPresent()) {
                sessions.add(session(parts, user.get()));
            }
        }
        return sessions;
    }

    private LiveSession session(String[] parts, User user) throws IOException {
        try {
            return new LiveSession(
                    Integer.parseUnsignedInt(parts[0], HEX),
                    parts[1],
                    user,
                    parts[3],
                    parts[4],
                    Long.parseLong(parts[5]),
                    Long.parseLong(parts[6]));
        } catch (NumberFormatException broken) {
            throw damaged(broken);
        }
    }

    private IOException damaged(@org.jspecify.annotations.Nullable Throwable cause) {
        return new IOException(
                file + " is damaged; delete it, and all sessions are over (modules.login.survive)", cause);
    }

    void write(List<LiveSession> sessions) throws IOException {
        StringBuilder text = new StringBuilder();
        for (LiveSession session : sessions) {
            text.append(String.join(
                            GAP,
                            Integer.toHexString(session.number()),
                            session.id(),
                            session.principal(),
                            session.stamp(),
                            session.peer(),
                            Long.toString(session.since()),
                            Long.toString(session.last())))
                    .append('\n');
        }
        DurableFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What is not to survive is not kept. */
    void delete() throws IOException {
        DurableFiles.delete(file);
    }
}
