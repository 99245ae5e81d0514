package dev.hearth.core.endtoend;

import dev.hearth.core.endtoend.Jdks.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The container's classes as a JVM maps them into its memory, one file for each JDK: the tests start hundreds of containers,
 * and with it each takes two thirds of the time. As {@code bin/hearth} does it for users.
 *
 * <p>Made at the first need, once for all JVMs that run tests. Where it can't be made, or does not fit the class path any
 * more, the JVM goes on without it.
 */
final class ClassArchive {

    private static final Path FOLDER = Path.of("target", "class-archives");
    private static final long PATIENCE_SECONDS = 60;
    private static final Map<Integer, Path> KNOWN = new ConcurrentHashMap<>();

    private ClassArchive() {}

    /** What a JVM of this JDK is given to use it. Prints nothing, whatever the JVM thinks of it. */
    static List<String> options(Jdk jdk, String classPath) {
        Path archive = KNOWN.computeIfAbsent(jdk.version(), version -> made(jdk, classPath));
        return List.of("-Xshare:auto", "-Xlog:disable", "-XX:SharedArchiveFile=" + archive);
    }

    private static Path made(Jdk jdk, String classPath) {
        Path archive = FOLDER.resolve(jdk.version() + ".jsa").toAbsolutePath();
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel channel = FileChannel.open(
                            FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock alone = channel.lock()) {
                if (alone.isValid() && !current(archive, classPath)) {
                    make(jdk, classPath, archive);
                }
            }
        } catch (IOException failed) {
            System.err.println("the tests go on without a class archive: " + failed);
        }
        return archive;
    }

    private static boolean current(Path archive, String classPath) throws IOException {
        if (!Files.exists(archive)) {
            return false;
        }
        for (String entry : classPath.split(File.pathSeparator)) {
            if (Files.getLastModifiedTime(Path.of(entry)).compareTo(Files.getLastModifiedTime(archive)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Starts a container, has it end at once, and keeps the classes that it had. */
    private static void make(Jdk jdk, String classPath, Path archive) throws IOException {
        Files.deleteIfExists(archive);
        Path folder = Files.createTempDirectory(FOLDER, "made");
        Path deploy = Files.createDirectory(folder.resolve("deploy"));
        Path out = folder.resolve("out");
        List<String> command = new ArrayList<>(Server.flags(jdk));
        command.addAll(List.of("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath));
        command.addAll(List.of("dev.hearth.core.server.Main", "start", "--port=0", "--admin.port=0"));
        command.addAll(List.of("--deploy=" + deploy.toAbsolutePath(), "--data=" + folder.resolve("data")));
        Process container = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            Server.awaitReady(container, out);
            container.destroy();
            container.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } finally {
            container.destroyForcibly();
        }
    }
}
