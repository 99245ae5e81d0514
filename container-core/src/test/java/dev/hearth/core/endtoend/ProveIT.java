package dev.hearth.core.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.endtoend.Server.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hearth prove}: it finds everything, and it finds that something is lost where something is. */
@Timeout(300)
class ProveIT {

    private static final Pattern SUM = Pattern.compile("(\\d+) rounds: (\\d+) calls acknowledged");

    @TempDir
    private Path folder;

    private Ran prove(String... arguments) throws IOException {
        List<String> words = Stream.concat(
                        Stream.of("prove", "--seed=7", "--data=" + folder.resolve("disk")), Stream.of(arguments))
                .toList();
        return Server.hearth(Jdks.own(), folder, words);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("disk"))) {
            return all.toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kill, kill -9 after",
        "pause, paused for",
        "write, 'failed, kill -9 later'",
        "tear, died in the middle of write",
        "sync, sync ",
        "full, no room"
    })
    void everythingIsFoundAfter(String harm, String words) throws Exception {
        Ran ran = prove("--rounds=2", "--harm=" + harm);

        assertThat(ran.code()).as("%s%s", ran.out(), ran.err()).isZero();
        assertThat(ran.out().lines().filter(line -> line.contains(words) && line.endsWith("all of it")))
                .hasSize(2);
        Matcher sum = SUM.matcher(ran.out());
        assertThat(sum.find()).isTrue();
        assertThat(sum.group(1)).isEqualTo("2");
        assertThat(Long.parseLong(sum.group(2))).isPositive();
        assertThat(kept()).isEmpty();
    }

    @Test
    void whoStopsItIsLeftNothing() throws Exception {
        Path out = folder.resolve("out.txt");
        List<String> words = List.of("prove", "--rounds=1000", "--harm=kill", "--data=" + folder.resolve("disk"));
        Process proof = Server.begin(Jdks.own(), folder, words, out);
        try {
            await("two rounds")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Server.read(out).contains("    2  kill -9 after"));
            proof.destroy();
            assertThat(proof.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            proof.destroyForcibly();
        }

        assertThat(out).content().contains("Stopped before the end").doesNotContain("NOT ALL", "broken");
        assertThat(kept()).isEmpty();
    }

    @Test
    void diskThatLosesWhatWasAcknowledgedIsFoundAndItsDataAreKept() throws Exception {
        Ran ran = prove("--rounds=3", "--harm=forget");

        assertThat(ran.code()).as("%s%s", ran.out(), ran.err()).isOne();
        assertThat(ran.out())
                .contains("    1  disk fell back", "NOT ALL OF IT", "The promise was broken")
                .doesNotContain("    2  disk fell back")
                .containsPattern("tallies/\\S+: \\d+ calls were acknowledged, .* but ");
        assertThat(kept()).singleElement().satisfies(place -> {
            assertThat(ran.out()).contains("is kept: " + place);
            assertThat(place.resolve("data")).isNotEmptyDirectory();
        });
    }
}
