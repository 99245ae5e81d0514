package dev.hearth.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The archive that users unpack, unpacked and run: on each JDK, from another folder, through a link, with blanks. */
class DistributionIT {

    private static final String VERSION = System.getProperty("hearth.version");
    private static final int PATIENCE_SECONDS = 120;
    private static final int SIGTERM = 128 + 15;

    @TempDir
    static Path scratch;

    private static Path home;

    static List<Path> jdks() {
        return Jdks.homes();
    }

    @BeforeAll
    static void unpack() throws Exception {
        Path place = Files.createDirectories(scratch.resolve("a place with blanks"));
        Result unpacked =
                run(Optional.empty(), "tar", "-xzf", System.getProperty("hearth.tarball"), "-C", place.toString());
        assertThat(unpacked.code).as(unpacked.err).isZero();
        home = place.resolve("hearth-" + VERSION);
    }

    @Test
    void holdsWhatADistributionHolds() throws IOException {
        assertThat(home.resolve("bin/hearth")).isExecutable();
        assertThat(home.resolve("conf/hearth.yaml.example")).isRegularFile();
        assertThat(home.resolve("LICENSE")).isRegularFile();
        assertThat(home.resolve("systemd/hearth.service")).isRegularFile();
        assertThat(home.resolve("deploy/lib")).isEmptyDirectory();
        assertThat(home.resolve("samples/sample-objects.jar")).isRegularFile();
        assertThat(home.resolve("samples/sample-objects-client.jar")).isRegularFile();
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()))
                    .contains("container-core-" + VERSION + ".jar", "container-api-" + VERSION + ".jar")
                    .noneMatch(name -> name.startsWith("junit") || name.startsWith("sample"));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void saysItsVersionOnEachJdk(Path jdk) throws Exception {
        Result result = hearth(jdk, home.resolve("bin/hearth"), "version");

        assertThat(result.err).isEmpty();
        assertThat(result.out)
                .startsWith("Hearth " + VERSION + ", on Java ")
                .contains(jdk.toRealPath().toString());
        assertThat(result.code).isZero();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void helpsOnEachJdk(Path jdk) throws Exception {
        Result result = hearth(jdk, home.resolve("bin/hearth"), "--help");

        assertThat(result.err).isEmpty();
        assertThat(result.out).contains("start", "objects", "deploy").doesNotContain("warm-up");
        assertThat(result.code).isZero();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void archiveOfClassesChangesNothingButTheTime(Path jdk) throws Exception {
        Result warmUp = hearth(jdk, home.resolve("bin/hearth"), "warm-up");
        assertThat(warmUp.code).as(warmUp.err).isZero();
        List<Path> archives;
        try (Stream<Path> files = Files.list(home.resolve("lib/cds"))) {
            archives = files.toList();
        }
        assertThat(archives).isNotEmpty().allMatch(file -> file.toString().endsWith(".jsa"));
        saysItsVersionOnEachJdk(jdk);

        for (Path archive : archives) {
            Files.writeString(archive, "not an archive");
        }
        saysItsVersionOnEachJdk(jdk);
        for (Path archive : archives) {
            Files.delete(archive);
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void startsIsAskedAndStopsInOrder(Path jdk) throws Exception {
        Path data = Files.createTempDirectory(scratch, "data");
        Path err = Files.createTempFile(scratch, "err", "");
        ProcessBuilder start = new ProcessBuilder(
                        home.resolve("bin/hearth").toString(),
                        "start",
                        "--port=0",
                        "--admin.port=0",
                        "--deploy=" + home.resolve("samples"),
                        "--data=" + data)
                .directory(scratch.toFile())
                .redirectError(err.toFile());
        start.environment().put("JAVA_HOME", jdk.toString());
        start.environment().put("HEARTH_CDS", "off");
        Process container = start.start();
        try (BufferedReader out = container.inputReader(StandardCharsets.UTF_8)) {
            String ready = CompletableFuture.supplyAsync(
                            () -> out.lines().findFirst(), task -> new Thread(task).start())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .orElseGet(() -> "ended: " + text(err));
            assertThat(ready).startsWith("Hearth is ready");

            Result types = hearth(jdk, home.resolve("bin/hearth"), "types", "--data", data.toString());
            assertThat(types.out).contains("accounts").contains("dev.hearth.samples");
            Result deposit = hearth(
                    jdk,
                    home.resolve("bin/hearth"),
                    "call",
                    "accounts/alice",
                    "deposit",
                    "5",
                    "--data",
                    data.toString());
            assertThat(deposit).isEqualTo(new Result(0, "5\n", ""));

            container.destroy();
            assertThat(container.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the container stops")
                    .isTrue();
            assertThat(container.exitValue()).as(text(err)).isEqualTo(SIGTERM);
            assertThat(data.resolve("admin.token")).doesNotExist();
        } finally {
            container.destroyForcibly();
        }
    }

    @Test
    void runsThroughALinkFromAnotherFolder() throws Exception {
        Path link = Files.createSymbolicLink(scratch.resolve("hearth"), home.resolve("bin/hearth"));
        Path linkToLink = Files.createSymbolicLink(scratch.resolve("another"), link.getFileName());

        assertThat(hearth(jdks().get(0), linkToLink, "version").out).startsWith("Hearth " + VERSION);
    }

    @Test
    void wrongJavaHomeIsTold() throws Exception {
        Result result = hearth(scratch.resolve("no jdk"), home.resolve("bin/hearth"), "version");

        assertThat(result.code).isEqualTo(5);
        assertThat(result.err.lines()).hasSize(2).first().asString().contains("no bin/java");
    }

    @Test
    void oldJavaIsTold() throws Exception {
        Path old = Files.createDirectories(scratch.resolve("old/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"11.0.20\"\n");
        Path java = old.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        Result result = hearth(old, home.resolve("bin/hearth"), "version");

        assertThat(result.code).isEqualTo(5);
        assertThat(result.err).contains("needs Java 17 or newer").contains("11.0.20");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Result(int code, String out, String err) {}

    private static Result hearth(Path jdk, Path program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return run(Optional.of(jdk), command.toArray(new String[0]));
    }

    private static Result run(Optional<Path> jdk, String... command) throws Exception {
        Path out = Files.createTempFile(scratch, "out", "");
        Path err = Files.createTempFile(scratch, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        jdk.ifPresent(found -> builder.environment().put("JAVA_HOME", found.toString()));
        Process process = builder.start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s ends", String.join(" ", command))
                .isTrue();
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
