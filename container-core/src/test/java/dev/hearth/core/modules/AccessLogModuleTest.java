package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AccessLogModuleTest {

    @TempDir
    private Path folder;

    private final CapturedHooks captured = new CapturedHooks();

    private AccessLogModule registered(String... more) throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("file", file().toString());
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        AccessLogModule module = new AccessLogModule();
        module.register(captured.hooks, new Settings(settings));
        captured.configure();
        return module;
    }

    private Path file() {
        return folder.resolve("access.log");
    }

    private List<String> objects() throws Exception {
        return Files.readAllLines(file()).stream()
                .map(line -> line.split(" ")[2])
                .toList();
    }

    @Test
    void logsCallsButNotThoseBetweenHostedObjects() throws Exception {
        try (AccessLogModule module = registered()) {
            captured.log(ACall.to("a"));
            captured.log(ACall.to("nested").inside());
            captured.log(ACall.to("b"));
            assertThat(module.lost()).isZero();
        }

        assertThat(objects()).containsExactly("a", "b");
    }

    @Test
    void logsThoseTooWhenAsked() throws Exception {
        try (AccessLogModule module = registered("local", "true")) {
            captured.log(ACall.to("nested").inside());
            assertThat(module.name()).isEqualTo("access-log");
        }

        assertThat(objects()).containsExactly("nested");
    }

    @Test
    void theTimeIsThatOfTheCallsArrival() throws Exception {
        Instant before = Instant.now();
        AccessLogModule module = registered();
        captured.log(ACall.to("a"));
        module.close();

        Instant logged = Instant.parse(Files.readString(file()).split(" ")[0]);
        assertThat(Duration.between(before, logged).abs()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void registersNothingWithoutAFileOrWhenSwitchedOff() throws Exception {
        try (AccessLogModule off = new AccessLogModule()) {
            off.register(captured.hooks, new Settings(Map.of()));
            off.register(captured.hooks, new Settings(Map.of("file", file().toString(), "enabled", "false")));
        }

        assertThat(captured.phases()).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void whoOnlyRegistersItFindsNothingOpenedOrWritten() throws Exception {
        try (AccessLogModule module = new AccessLogModule()) {
            module.register(captured.hooks, new Settings(Map.of("file", file().toString())));
            assertThat(captured.phases()).contains("log");
        }

        assertThat(file()).doesNotExist();
    }

    @Test
    void namesTheSettingThatMakesNoSense() throws Exception {
        Path notAFolder = Files.createFile(folder.resolve("plain"));

        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        registered("file", notAFolder.resolve("access.log").toString()))
                .withMessageContaining("modules.access-log.file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registered("max-bytes", "10"))
                .withMessageContaining("modules.access-log.max-bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registered("keep", "-1"))
                .withMessageContaining("modules.access-log.keep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> registered("buffer", "0"))
                .withMessageContaining("modules.access-log.buffer");
    }

    @Test
    void fromManyThreadsEveryLineIsWholeAndCountedOnce() throws Exception {
        int threads = 4;
        int calls = 20_000;
        AtomicReference<Exception> failed = new AtomicReference<>();
        try (AccessLogModule module = registered()) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            for (int t = 0; t < threads; t++) {
                ACall call = ACall.to("object" + t);
                pool.execute(() -> {
                    try {
                        for (int i = 0; i < calls; i++) {
                            captured.log(call);
                        }
                    } catch (Exception e) {
                        failed.set(e);
                    }
                });
            }
            pool.shutdown();
            assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(module.lost()).isLessThanOrEqualTo((long) threads * calls);
        }

        assertThat(failed).hasNullValue();
        List<String> lines = Files.readAllLines(file());
        List<String> whole = lines.stream()
                .filter(line -> line.matches("\\S+Z 192\\.0\\.2\\.7:4711 object[0-3] greet ok 153 anonymous"))
                .toList();
        assertThat(whole.size() + lostLines()).isEqualTo((long) threads * calls);
        assertThat(lines.stream().filter(line -> !line.startsWith("#"))).hasSize(whole.size());
    }

    private long lostLines() throws Exception {
        return Files.readAllLines(file()).stream()
                .filter(line -> line.startsWith("#"))
                .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
                .sum();
    }

    /** A pipe that nobody reads is a disk that stands still. The calls get through, or this test would not end. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLogThatCanNotBeWrittenStopsNoCallAndSaysAfterwardsWhatIsMissing() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
        CompletableFuture<InputStream> opened = CompletableFuture.supplyAsync(() -> read(pipe));
        AccessLogModule module = registered("file", pipe.toString(), "buffer", "64");
        long calls = 0;
        try (InputStream in = opened.get(10, TimeUnit.SECONDS)) {
            while (module.lost() < 200_000) {
                captured.log(ACall.to("call"));
                calls++;
            }
            CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> lines(in));
            module.close();
            long told = lines.get(10, TimeUnit.SECONDS).stream()
                    .mapToLong(line -> line.startsWith("#") ? Long.parseLong(line.split(" ")[2]) : 1)
                    .sum();
            assertThat(told).isEqualTo(calls);
        }
    }

    private static InputStream read(Path pipe) {
        try {
            return Files.newInputStream(pipe);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
