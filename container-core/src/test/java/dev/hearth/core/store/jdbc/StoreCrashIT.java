package dev.hearth.core.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills a committing process at random moments, and looks for what it had acknowledged. */
@Timeout(600)
class StoreCrashIT {

    private static final int ROUNDS = Integer.getInteger("hearth.crash.rounds", 2);
    private static final Pattern ROUND = Pattern.compile("\\{\"round\":(\\d+),\"padding\":\"(x*)\"}");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"POWER", "PROCESS"})
    void whatWasAcknowledgedIsThereWholeAfterAKill(Durability durability) throws Exception {
        long seed = Long.getLong("hearth.seed", System.nanoTime());
        Random random = new Random(seed);
        long from = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long[] acknowledged = runAndKill(durability, from, 50 + random.nextInt(3_000));
            from = 1 + check(durability, acknowledged, "round " + round + " of seed " + seed);
        }
    }

    /** The last round that each lane saw acknowledged, of a process that is killed after this many. */
    private long[] runAndKill(Durability durability, long from, int lines) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitLoop.class.getName(),
                        directory.resolve("data").toString(),
                        durability.name(),
                        Long.toString(from))
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
        long[] acknowledged = new long[CommitLoop.LANES];
        Arrays.fill(acknowledged, from - 1);
        int seen = 0;
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher matcher = Pattern.compile("(\\d) (\\d+)").matcher(line);
                if (matcher.matches()) {
                    acknowledged[Integer.parseInt(matcher.group(1))] = Long.parseLong(matcher.group(2));
                    seen++;
                }
                if (seen == lines) {
                    process.toHandle().destroyForcibly(); // unlike the process's own, leaves its pipe to be read
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).as("the process committed until it was killed").isGreaterThanOrEqualTo(lines);
        return acknowledged;
    }

    /** Returns the highest round found. */
    private long check(Durability durability, long[] acknowledged, String what) throws IOException {
        long highest = 0;
        try (DataFolder folder = DataFolder.open(directory.resolve("data"));
                StateStore store = JdbcStateStoreTest.open(folder, durability)) {
            for (int lane = 0; lane < CommitLoop.LANES; lane++) {
                long left = roundOf(store, CommitLoop.left(lane));
                assertThat(left).as(what).isGreaterThanOrEqualTo(acknowledged[lane]);
                assertThat(roundOf(store, CommitLoop.right(lane))).as(what).isEqualTo(left);
                highest = Math.max(highest, left);
            }
        }
        return highest;
    }

    private static long roundOf(StateStore store, long number) throws IOException {
        String state = new String(store.load(number).orElseThrow(), UTF_8);
        Matcher matcher = ROUND.matcher(state);
        assertThat(matcher.matches()).as(state).isTrue();
        long round = Long.parseLong(matcher.group(1));
        assertThat(matcher.group(2)).hasSize((int) (round * 31 % 3_000));
        return round;
    }
}
