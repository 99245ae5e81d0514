package dev.hearth.core.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder that holds everything durable, while one container has it.
 *
 * <p>{@code lock} names the container that has it; {@code format} is the version of the folder's layout; {@code secret}
 * signs object ids, so that stubs stay good as long as the folder lives; {@code numbers} is a bound below which all object
 * numbers were given away, kept apart from the database so that restoring an older one gives none twice; {@code restoring}
 * is there while a backup is put in. A folder that this class makes is readable by its owner alone; one that is there keeps
 * its mode.
 *
 * <p>Thread-safe. The lock ends with {@link #close} or the process.
 */
public final class DataFolder implements AutoCloseable {

    private static final String FORMAT_FILE = "format";
    private static final int FORMAT = 1;
    private static final long LEAST_ROOM = 16L << 20;

    /** A row takes more than its state, and what it replaces stays for a while. */
    private static final int ROOM_PER_BYTE = 4;

    private static final int SECRET_BYTES = 32;
    private static final int MARK_BYTES = 6;
    private static final String RESTORING = "restoring";

    /** On POSIX, closing any channel of a file gives up the process's lock on it, so this process must not open it twice. */
    private static final Set<Path> OPEN = new HashSet<>();

    private final Path path;
    private final FileChannel lock;
    private final byte[] secret;
    private long numbers;

    private DataFolder(Path path, FileChannel lock, byte[] secret, long numbers) {
        this.path = path;
        this.lock = lock;
        this.secret = secret;
        this.numbers = numbers;
    }

    /** Whether a container has been here: {@link #open} would find something. */
    public static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(FORMAT_FILE));
    }

    /**
     * Takes the folder, and makes it if there is none.
     *
     * @throws IOException if another container has it (the message names its process), a newer Hearth wrote it, or it
     *     can't be written
     */
    public static DataFolder open(Path folder) throws IOException {
        DurableFiles.createFolder(folder);
        Path path = folder.toRealPath();
        claim(path);
        FileChannel lock = null;
        try {
            lock = lock(path.resolve("lock"));
            requireRestored(path);
            checkFormat(path.resolve(FORMAT_FILE));
            byte[] secret = secretIn(path.resolve("secret"));
            return new DataFolder(path, lock, secret, numbersIn(path.resolve("numbers")));
        } catch (IOException | RuntimeException failed) {
            if (lock != null) {
                lock.close();
            }
            release(path);
            throw failed;
        }
    }

    /**
     * Takes a folder to put a backup into, and gives it this secret. Until {@link #restored} nobody else opens it.
     *
     * @param numbersGivenBelow at least; more if the folder knows more
     * @param replace whether what is in the folder is deleted; otherwise the folder must be empty, or hold a restore that
     *     broke off
     * @throws IOException if another container has it, or something is in it
     */
    public static DataFolder forRestore(Path folder, byte[] secret, long numbersGivenBelow, boolean replace)
            throws IOException {
        DurableFiles.createFolder(folder);
        Path path = folder.toRealPath();
        claim(path);
        FileChannel lock = null;
        try {
            lock = lock(path.resolve("lock"));
            List<Path> present = content(path);
            if (!present.isEmpty() && !replace && !Files.exists(path.resolve(RESTORING))) {
                throw new IOException("the data folder " + path + " is not empty ("
                        + present.get(0).getFileName() + "); --replace deletes what is in it");
            }
            long numbers = Math.max(numbersGivenBelow, numbersIn(path.resolve("numbers")));
            DurableFiles.write(path.resolve(RESTORING), new byte[0]);
            clear(path);
            DurableFiles.write(path.resolve("numbers"), (numbers + "\n").getBytes(StandardCharsets.UTF_8));
            DurableFiles.write(path.resolve("secret"), secret);
            checkFormat(path.resolve(FORMAT_FILE));
            return new DataFolder(path, lock, secret.clone(), numbers);
        } catch (IOException | RuntimeException failed) {
            if (lock != null) {
                lock.close();
            }
            release(path);
            throw failed;
        }
    }

    private static List<Path> content(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> !file.endsWith("lock")).sorted().toList();
        }
    }

    private static void clear(Path path) throws IOException {
        for (Path each : content(path)) {
            if (!each.endsWith(RESTORING)) {
                DurableFiles.delete(each);
            }
        }
    }

    private static void requireRestored(Path path) throws IOException {
        if (Files.exists(path.resolve(RESTORING))) {
            throw new IOException("a backup was being put into the data folder " + path + ", and that broke off; give"
                    + " 'hearth store restore' again");
        }
    }

    /** What was put into the folder is complete, and on the disk. */
    public void restored() throws IOException {
        DurableFiles.delete(path.resolve(RESTORING));
    }

    /** Takes what was put into the folder out again; it is then empty but for its lock. */
    public void abandonRestore() throws IOException {
        clear(path);
        DurableFiles.delete(path.resolve(RESTORING));
    }

    private static void claim(Path path) throws IOException {
        synchronized (OPEN) {
            if (!OPEN.add(path)) {
                throw new IOException("the data folder " + path + " is in use by this process already");
            }
        }
    }

    private static void release(Path path) {
        synchronized (OPEN) {
            OPEN.remove(path);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // A byte far behind the text, so that the text can be read where locks are mandatory.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock == null) {
                throw new IOException("the data folder " + file.getParent() + " is in use by another container ("
                        + Files.readString(file).strip() + "); stop that one, or choose another folder with --data");
            }
            String owner = "pid " + ProcessHandle.current().pid() + ", started "
                    + processStart().toString() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static Instant processStart() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }

    private static void checkFormat(Path file) throws IOException {
        if (!Files.exists(file)) {
            DurableFiles.write(file, (FORMAT + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        long format = number(file);
        if (format != FORMAT) {
            throw new IOException(
                    "the data folder " + file.getParent() + " has format " + format + " and this Hearth knows " + FORMAT
                            + "; start the newer Hearth that wrote it, or choose another folder with --data");
        }
    }

    private static byte[] secretIn(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            DurableFiles.write(file, secret);
            return secret;
        }
        byte[] secret = Files.readAllBytes(file);
        if (secret.length != SECRET_BYTES) {
            throw new IOException(file + " is damaged: " + secret.length + " bytes instead of " + SECRET_BYTES
                    + "; restore it from a backup, or delete it, which makes every stub that clients hold invalid");
        }
        return secret;
    }

    private static long numbersIn(Path file) throws IOException {
        return Files.exists(file) ? number(file) : 0;
    }

    private static long number(Path file) throws IOException {
        String text = Files.readString(file).strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException damaged) {
            throw new IOException(file + " is damaged: it holds no number; restore it from a backup", damaged);
        }
    }

    /** The folder's absolute path, without symbolic links. */
    public Path path() {
        return path;
    }

    /** The 32 bytes that sign object ids; a copy. */
    public byte[] secret() {
        return secret.clone();
    }

    /** Tells whose object numbers these are: the same for all folders with the same secret, of which it betrays nothing. */
    public String mark() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("hearth object numbers".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(secret), 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /**
     * Refuses to write to a database that lies here when the disk is nearly full: H2 does not always survive a write that
     * fails. The log can go on in the room that it has.
     *
     * @param bytes about how many are to be written
     * @throws IOException if there is too little room; says what to do
     */
    public void requireRoom(long bytes) throws IOException {
        long usable = path.toFile().getUsableSpace();
        if (usable < LEAST_ROOM + ROOM_PER_BYTE * bytes) {
            throw new IOException("the disk of " + path + " has only " + (usable >> 20)
                    + " MiB left, too little to write to the database; make room, and it goes on");
        }
    }

    /** A number that is greater than every one given away by containers that had this folder. */
    public synchronized long numbersGivenBelow() {
        return numbers;
    }

    /** Notes durably that all numbers below this one are given away. */
    public synchronized void noteNumbersGiven(long below) throws IOException {
        if (below > numbers) {
            DurableFiles.write(path.resolve("numbers"), (below + "\n").getBytes(StandardCharsets.UTF_8));
            numbers = below;
        }
    }

    /** Gives the folder up. Whoever uses files in it has closed them before. */
    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            release(path);
        }
    }
}
