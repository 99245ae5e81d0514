package dev.hearth.core.identity;

import dev.hearth.core.store.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The file of users: a line for each, {@code name:hash:role,role}; lines that begin with {@code #} are read over, and lost
 * when the file is written.
 *
 * <p>Written as a whole, for its owner's eyes alone, by one process at a time. Thread-safe.
 */
public final class UserFile {

    private static final int PARTS = 3;

    private final Path file;

    /** @param file need not be there yet */
    public UserFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /**
     * The users by name; none if there is no file.
     *
     * @throws IOException if it can't be read, or a line makes no sense; names the line
     */
    public Map<String, User> read() throws IOException {
        Map<String, User> users = new TreeMap<>();
        if (!Files.exists(file)) {
            return users;
        }
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                User user = user(line, i + 1);
                if (users.put(user.name(), user) != null) {
                    throw new IOException(place(i + 1) + ": a second line for " + user.name());
                }
            }
        }
        return users;
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException other) {
            throw new IOException(file + " is no text in UTF-8: 'hearth user' writes such", other);
        } catch (IOException unreadable) {
            throw new IOException(file + ", the file of users, can't be read: " + unreadable, unreadable);
        }
    }

    /** What a line says is not repeated: it may be a hash. */
    private User user(String line, int number) throws IOException {
        String[] parts = line.split(":", -1);
        if (parts.length != PARTS) {
            throw new IOException(place(number) + ": a line is name:hash:role,role; 'hearth user' writes such");
        }
        try {
            int unusedButKnown = Passwords.cost(parts[1]);
            return new User(parts[0], parts[1], roles(parts[2]));
        } catch (IllegalArgumentException wrong) {
            throw new IOException(place(number) + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Set<String> roles(String text) {
        return text.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(text.split(",", -1)));
    }

    private String place(int line) {
        return file + ":" + line;
    }

    /** Changes the file; what others change at the same time is not lost. */
    public void change(UnaryOperator<Map<String, User>> change) throws IOException {
        DurableFiles.createFolder(folder());
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            write(change.apply(read()));
        }
    }

    private Path folder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is no file");
        }
        return folder;
    }

    private void write(Map<String, User> users) throws IOException {
        StringBuilder text = new StringBuilder("# who may log in; see 'hearth user --help'\n");
        for (User user : users.values()) {
            text.append(user.name())
                    .append(':')
                    .append(user.hash())
                    .append(':')
                    .append(String.join(",", user.sortedRoles()))
                    .append('\n');
        }
        DurableFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
