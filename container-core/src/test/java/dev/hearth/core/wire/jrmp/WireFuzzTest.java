package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Takes honest inputs and what a few changes make of them. {@code container-core/fuzz} looks for longer, guided by coverage; an
 * input that it finds is added to {@link #whatWasFoundStaysMended}.
 */
@Timeout(120)
class WireFuzzTest {

    private static final int MUTANTS_PER_SEED = 12;
    private static final int MOST_CHANGES = 6;

    private final Logger logs = (Logger) LoggerFactory.getLogger("dev.hearth");
    private Level level;

    @BeforeEach
    void beQuiet() {
        level = logs.getLevel();
        logs.setLevel(Level.ERROR);
    }

    @AfterEach
    void speakAgain() {
        logs.setLevel(level);
    }

    @Test
    void honestInputsPass() throws IOException {
        FuzzSeeds.all().forEach(WireFuzzTest::take);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void changedInputsDoNoHarm(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> seeds = FuzzSeeds.all();
        for (byte[] honest : seeds) {
            byte[] start = honest.length > 8_000 ? Arrays.copyOf(honest, 8_000) : honest;
            for (int i = 0; i < MUTANTS_PER_SEED; i++) {
                take(mutant(start, seeds, random));
            }
        }
    }

    private static byte[] mutant(byte[] honest, List<byte[]> others, Random random) {
        byte[] mutant = honest.clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            mutant = changed(mutant, others, random);
        }
        return mutant;
    }

    private static byte[] changed(byte[] input, List<byte[]> others, Random random) {
        int at = random.nextInt(input.length);
        byte[] copy = input.clone();
        switch (random.nextInt(6)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = (byte) (0x70 + random.nextInt(15));
            case 2 -> copy[at] = (byte) new int[] {0, 1, 0x7f, 0x80, 0xff}[random.nextInt(5)];
            case 3 -> {
                return Arrays.copyOf(input, at + 1);
            }
            case 4 -> {
                int end = Math.min(input.length, at + 1 + random.nextInt(64));
                copy = new byte[input.length + end - at];
                System.arraycopy(input, 0, copy, 0, end);
                System.arraycopy(input, at, copy, end, input.length - at);
            }
            default -> {
                byte[] other = others.get(random.nextInt(others.size()));
                int from = random.nextInt(other.length);
                int count = Math.min(200, Math.min(other.length - from, input.length - at));
                System.arraycopy(other, from, copy, at, count);
            }
        }
        return copy;
    }

    private static void take(byte[] input) {
        try {
            FuzzTarget.take(input);
        } catch (AssertionError found) {
            throw new AssertionError("by " + Base64.getEncoder().encodeToString(input), found);
        }
    }

    /** A lookup in pieces; an own class that does not exist. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cgQAdAAEbmFtZQ==",
                "AQAAc3IAKWRldi5oZWFydGguY29yZS53aXJlLmpybXAuRnV6emVkJEV4R2FkZ2V0Ss7B4WSptxcMAABweHB3BAAAAAF0AAZpbnNpZGV4"
            })
    void whatWasFoundStaysMended(String input) {
        take(Base64.getDecoder().decode(input));
        assertThat(Fuzzed.AWAKENED).hasValue(0);
    }

    /** Claims the length of an array and sends byte by byte; each byte cost a buffer. */
    @Test
    void aTrickledClaimTakesNoMemory() throws IOException {
        honestInputsPass();
        try (java.io.InputStream input = WireFuzzTest.class.getResourceAsStream("trickled-claim.bin")) {
            take(input.readAllBytes());
        }
    }
}
