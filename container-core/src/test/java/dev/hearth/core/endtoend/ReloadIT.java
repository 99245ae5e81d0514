package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Jdks.Jdk;
import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configuration, changed while the container runs. */
@Timeout(120)
class ReloadIT {

    private static final Jdk JDK = Jdks.all().get(0);

    @TempDir
    Path folder;

    private Stamp stamp;
    private Server server;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        stamp = new Stamp(folder).withTypes().withModule("v1");
        stamp.config();
        server = stamp.start(JDK);
        client = stamp.client(JDK, server.port());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private String reload() throws IOException {
        Ran ran = server.hearth("reload");
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.out();
    }

    @Test
    void settingsAndSectionsOfModulesAreAppliedFromOneCallToTheNext() throws IOException {
        assertThat(client.ask("say", "hooked", "x")).endsWith("[v1 plain]");
        stamp.config(List.of("mark: changed"), "sections:", "  - objects: hooked/gold", "    stamp: {mark: golden}");
        assertThat(reload())
                .containsPattern("modules\\.stamp\\.mark +- +changed +applied")
                .containsPattern("sections \\(hooked/gold\\) +- +stamp: \\{mark: golden} +applied");
        assertThat(client.ask("say", "hooked", "x")).endsWith("[v1 changed]");
        assertThat(client.ask("say", "hooked/gold", "x")).endsWith("[v1 golden]");
        stamp.awaitTold("v1 close");
        assertThat(stamp.told()).containsSubsequence("v1 start with 2 types", "v1 start with 2 types", "v1 close");
        assertThat(reload()).isEqualTo("Nothing has changed.\n");
    }

    @Test
    void theAccessLogGoesOnInAnotherFileAndAnotherFormat() throws IOException {
        Path first = folder.resolve("first.log");
        Path second = folder.resolve("second.log");
        stamp.config("  access-log:", "    file: " + first);
        reload();
        say(20);
        stamp.config("  access-log:", "    file: " + second, "    format: '{method} of {object}'");
        assertThat(reload()).containsPattern("modules\\.access-log\\.file .*second\\.log +applied");
        say(20);
        await("each call has its line").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(lines(first, " hooked say ok ")).isEqualTo(20);
            assertThat(lines(second, "say of hooked")).isEqualTo(20);
        });
    }

    private void say(int times) {
        for (int i = 0; i < times; i++) {
            client.ask("say", "hooked", "x");
        }
    }

    private static long lines(Path file, String part) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(part)).count();
        }
    }

    @Test
    void theLogsLevelIsAppliedAndThePortNeedsARestart() throws IOException {
        stamp.config("log:", "  level: debug", "threads:", "  pool: 17");
        assertThat(reload())
                .containsPattern("log\\.level +info +debug +applied")
                .containsPattern("threads\\.pool +256 +17 +needs a restart");
        client.ask("say", "hooked", "x");
        assertThat(reload())
                .containsPattern("threads\\.pool +256 +17 +needs a restart")
                .doesNotContain("log.level");
        stamp.config("log:", "  level: debug");
        assertThat(reload()).isEqualTo("Nothing has changed.\n");
    }

    @Test
    void aWrongFileChangesNothing() throws IOException {
        stamp.config(List.of("mark: changed"), "log:", "  lvel: debug");
        Ran refused = server.hearth("reload");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("nothing is changed", "log.lvel", "log.level");
        assertThat(client.ask("say", "hooked", "x")).endsWith("[v1 plain]");
    }

    @Test
    void whatAModuleRefusesChangesNothing() throws IOException {
        stamp.config(List.of("mark: changed", "refuse: configure"), "log:", "  level: debug");
        Ran refused = server.hearth("reload");
        assertThat(refused.code()).isNotZero();
        assertThat(refused.err()).contains("nothing is changed", "no configuration pleases it");
        assertThat(client.ask("say", "hooked", "x")).endsWith("[v1 plain]");
        stamp.config(List.of("mrak: changed"));
        assertThat(server.hearth("reload").err()).contains("no setting 'mrak'; the nearest is 'mark'");
        stamp.config(List.of("mark: changed"), "sections:", "  - limitz: {calls-per-second: 1}");
        assertThat(server.hearth("reload").err())
                .contains("nothing is changed", "there is no module 'limitz'; the nearest is 'limits'");
        assertThat(client.ask("say", "hooked", "x")).endsWith("[v1 plain]");
    }
}
