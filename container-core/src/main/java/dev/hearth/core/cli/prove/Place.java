package dev.hearth.core.cli.prove;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A container's files, in a folder of their own.
 *
 * @param folder the folder
 */
record Place(Path folder) {

    /** Makes it, with the objects deployed. */
    static Place below(Path parent) throws IOException {
        Files.createDirectories(parent);
        Place place = new Place(Files.createTempDirectory(parent.toAbsolutePath(), "hearth-prove-"));
        Files.createDirectories(place.deploy());
        HostedJar.write(place.deploy().resolve("prove.jar"));
        Files.writeString(place.config(), "admin:\n  port: 0\n");
        return place;
    }

    Path deploy() {
        return folder.resolve("deploy");
    }

    Path data() {
        return folder.resolve("data");
    }

    Path config() {
        return folder.resolve("hearth.yaml");
    }

    private Path earlier() {
        return folder.resolve("data-before");
    }

    /** Copies the data aside; nobody may write meanwhile. */
    void remember() throws IOException {
        copy(data(), earlier());
    }

    /** Puts what was remembered in the place of the data. */
    void fallBack() throws IOException {
        delete(data());
        Files.move(earlier(), data());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes same) throws IOException {
                Files.copy(folder, to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes same) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    void delete() throws IOException {
        delete(folder);
    }

    private static void delete(Path all) throws IOException {
        Files.walkFileTree(all, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes same) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException unread) throws IOException {
                if (unread != null) {
                    throw unread;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
