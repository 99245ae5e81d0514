package dev.hearth.core.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Where the admin port of a container is, and the token that it wants; kept in two files of the data folder, the token
 * readable by the container's user alone.
 *
 * @param port on loopback
 * @param pid the container's process
 * @param token what to send as {@code Authorization: Bearer TOKEN}
 */
public record AdminAddress(int port, long pid, String token) {

    private static final String TOKEN_FILE = "admin.token";
    private static final String ADDRESS_FILE = "admin.json";
    private static final int TOKEN_BYTES = 32;

    /** An address of this process with a new token. */
    static AdminAddress create(int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        return new AdminAddress(
                port, ProcessHandle.current().pid(), HexFormat.of().formatHex(random));
    }

    /**
     * The address of the container that runs, or ran last, on a data folder.
     *
     * @return empty if none runs
     * @throws IOException if there is one but its token can't be read
     */
    public static Optional<AdminAddress> of(Path data) throws IOException {
        try {
            Object address = Json.read(Files.readString(data.resolve(ADDRESS_FILE)));
            String token = Files.readString(data.resolve(TOKEN_FILE)).strip();
            if (address instanceof Map<?, ?> fields
                    && fields.get("port") instanceof Number port
                    && fields.get("pid") instanceof Number pid) {
                return Optional.of(new AdminAddress(port.intValue(), pid.longValue(), token));
            }
            throw new IOException(data.resolve(ADDRESS_FILE) + " has no port and pid");
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Writes both files, in place of those of an earlier container. The folder must be there. */
    void write(Path data) throws IOException {
        replace(data.resolve(TOKEN_FILE), token + "\n");
        replace(data.resolve(ADDRESS_FILE), Json.write(Map.of("port", port, "pid", pid)) + "\n");
    }

    /** Removes the files, unless another container has written its own meanwhile. */
    void delete(Path data) throws IOException {
        if (of(data).filter(this::equals).isPresent()) {
            Files.deleteIfExists(data.resolve(ADDRESS_FILE));
            Files.deleteIfExists(data.resolve(TOKEN_FILE));
        }
    }

    private static void replace(Path file, String text) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(file + " lies in no folder");
        }
        Path fresh = Files.createTempFile(parent, ".admin", ".new", ownerOnly(parent));
        try {
            Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Without the token, which must not reach a log. */
    @Override
    public String toString() {
        return "admin port " + port + " of process " + pid;
    }
}
