package dev.hearth.core.adopt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Puts a descriptor into a JAR. */
public final class DescriptorFile {

    private DescriptorFile() {}

    /**
     * Puts it into the JAR itself, whole or not at all.
     *
     * @throws FileAlreadyExistsException if the JAR has a descriptor
     */
    public static void putInto(Path jar, String descriptor) throws IOException {
        Path written = jar.resolveSibling("." + jar.getFileName() + ".adopted");
        try {
            Files.copy(jar, written, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem inside = FileSystems.newFileSystem(written)) {
                Path file = inside.getPath(ForeignJar.DESCRIPTOR);
                if (Files.exists(file)) {
                    throw new FileAlreadyExistsException(jar + " has a " + ForeignJar.DESCRIPTOR + " already");
                }
                Files.createDirectories(inside.getPath("META-INF"));
                Files.writeString(file, descriptor, StandardCharsets.UTF_8);
            }
            Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /**
     * Puts it into a copy of what was looked into.
     *
     * @param copy of the JAR, or of the folder of JARs, as what was looked into is
     * @throws FileAlreadyExistsException if there is something there, or the JAR has a descriptor
     */
    public static void putIntoCopy(Findings findings, Path copy, String descriptor) throws IOException {
        if (Files.exists(copy)) {
            throw new FileAlreadyExistsException(copy + " is there already");
        }
        Path parent = copy.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path hidden = copy.resolveSibling("." + copy.getFileName() + ".adopting");
        Path target = hidden;
        if (Files.isDirectory(findings.path())) {
            copyAll(findings.path(), hidden);
            target = hidden.resolve(findings.path().relativize(findings.target()));
        } else {
            Files.copy(findings.path(), hidden, StandardCopyOption.REPLACE_EXISTING);
        }
        putInto(target, descriptor);
        Files.move(hidden, copy, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        for (Path file : ForeignJar.files(from)) {
            Path copy = to.resolve(from.relativize(file));
            Path above = copy.getParent();
            if (above != null) {
                Files.createDirectories(above);
            }
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
