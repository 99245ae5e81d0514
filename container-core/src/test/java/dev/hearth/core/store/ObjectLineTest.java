package dev.hearth.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLineTest {

    private static ObjectLineReader reader(String text) {
        return new ObjectLineReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    private static String write(ObjectLine... lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectLineWriter writer = new ObjectLineWriter(out)) {
            for (ObjectLine line : lines) {
                writer.write(line);
            }
            assertThat(writer.lines()).isEqualTo(lines.length);
        }
        return out.toString(UTF_8);
    }

    @Test
    void aLineForEachObjectAndNothingElse() throws IOException {
        assertThat(write(
                        new ObjectLine("a/1", "a", 17L, "0123456789ab", "{\"n\":1}".getBytes(UTF_8)),
                        new ObjectLine("a/2", "a", null, null, "{}".getBytes(UTF_8)),
                        new ObjectLine("a/3", "a", 18L, "0123456789ab", null)))
                .isEqualTo("{\"name\":\"a/1\",\"type\":\"a\",\"number\":17,\"container\":\"0123456789ab\","
                        + "\"state\":{\"n\":1}}\n{\"name\":\"a/2\",\"type\":\"a\",\"state\":{}}\n"
                        + "{\"name\":\"a/3\",\"type\":\"a\",\"number\":18,\"container\":\"0123456789ab\"}\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadToTheByte(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            String state = "{\"t\":\"" + text(random).replace("\\", "\\\\").replace("\"", "\\\"")
                    + "\", \"n\" :1.50e3,\"o\":" + "{\"a\":[{},[ ]]}}";
            ObjectLine line = new ObjectLine(
                    text(random), text(random), random.nextLong() >>> 1, text(random), state.getBytes(UTF_8));
            try (ObjectLineReader in = reader(write(line))) {
                ObjectLine read = in.next();
                assertThat(read.name()).isEqualTo(line.name());
                assertThat(read.type()).isEqualTo(line.type());
                assertThat(read.number()).isEqualTo(line.number());
                assertThat(read.container()).isEqualTo(line.container());
                assertThat(new String(read.state(), UTF_8)).isEqualTo(state);
                assertThat(in.next()).isNull();
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(30);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextBoolean() ? 32 + random.nextInt(90) : 0x1F600 + random.nextInt(50));
        }
        return text.toString();
    }

    @Test
    void linesMayEndAsOnWindowsAndBlankOnesArePassedOver() throws IOException {
        try (ObjectLineReader in = reader(
                "\r\n  \n{\"state\":{\"x\":1},\"type\":\"a\",\"name\":\"a/1\"}\r\n{\"name\":\"b\",\"type\":\"b\"}")) {
            assertThat(new String(in.next().state(), UTF_8)).isEqualTo("{\"x\":1}");
            assertThat(in.number()).isEqualTo(3);
            assertThat(in.next().name()).isEqualTo("b");
            assertThat(in.next()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "{\"name\":\"a\",\"type\":\"a\",\"state\":{\"x\"| it is no JSON",
                "[]| it is no JSON object",
                "{\"name\":\"a\",\"type\":\"a\"} {}| something follows the object",
                "{\"name\":\"a\"}| it lacks 'type'",
                "{\"type\":\"a\"}| it lacks 'name'",
                "{\"name\":7,\"type\":\"a\"}| 'name' is no text",
                "{\"name\":\"a\",\"name\":\"b\",\"type\":\"a\"}| Duplicate",
                "{\"name\":\"a\",\"type\":\"a\",\"number\":-1}| 'number' is no number of an object",
                "{\"name\":\"a\",\"type\":\"a\",\"number\":1e3}| 'number' is no number of an object",
                "{\"name\":\"a\",\"type\":\"a\",\"number\":99999999999999999999}| 'number' is no number of an object",
                "{\"name\":\"a\",\"type\":\"a\",\"state\":[]}| 'state' is no JSON object",
                "{\"name\":\"a\",\"type\":\"a\",\"state\":{\"x\":1,\"x\":2}}| Duplicate",
                "{\"name\":\"a\",\"type\":\"a\",\"later\":{}}| 'later', which this Hearth does not know"
            })
    void aDamagedLineIsNamedAndTheNextOneRead(String damaged, String why) throws IOException {
        try (ObjectLineReader in = reader("\n" + damaged + "\n{\"name\":\"b\",\"type\":\"b\"}\n")) {
            assertThatThrownBy(in::next)
                    .isInstanceOf(DamagedLineException.class)
                    .hasMessageStartingWith("line 2 is damaged: ")
                    .hasMessageContaining(why);
            assertThat(in.next().name()).isEqualTo("b");
        }
    }
}
