package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hearth.api.hook.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFormatTest {

    private static final long ARRIVED =
            Instant.parse("2026-03-04T05:06:07.089Z").toEpochMilli();

    private static String line(String format, ACall call) {
        AccessRing ring = new AccessRing(4);
        AccessLines lines = new AccessLines(AccessFormat.parse(format));
        ring.offer(call);
        lines.append(ring.peek(), ARRIVED);
        return new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
    }

    @Test
    void fieldsStandWhereTheirNamesDo() {
        assertThat(line(
                        "{object}.{method} by {principal}@{address}, call {call}: {outcome} µ",
                        ACall.to("accounts/alice")))
                .isEqualTo("accounts/alice.greet by anonymous@192.0.2.7, call 1: ok µ\n");
        assertThat(line("{millis};{micros};{peer}", ACall.to("a").inside())).isEqualTo("1772600767089;153;local\n");
    }

    @Test
    void aFormatWithQuotesGivesLinesOfJson() {
        String json = line(
                "{{\"object\":\"{object}\",\"outcome\":\"{outcome}\"}}",
                ACall.to("a\"b\\c\n").outcome(Outcome.exception(new IllegalStateException("x"))));

        assertThat(json)
                .isEqualTo(
                        "{\"object\":\"a\\u0022b\\u005cc\\u000a\",\"outcome\":\"exception:java.lang.IllegalStateException\"}\n");
    }

    /** What a name is made of that would forge a field, a line, or the end of a text. */
    @ParameterizedTest
    @ValueSource(strings = {"{object}", "{method}", "{principal}"})
    void noFieldThatCallersNameCanForgeAnything(String field) {
        String evil = "a\" b\\\n\r\t\0\u001b\u007f\u0085\u2028,';|[]#";
        ACall call = ACall.to(evil).method(evil).principal(evil);
        String always = "a\\u0022\\u0020b\\u005c\\u000a\\u000d\\u0009\\u0000\\u001b\\u007f\\u0085\\u2028";

        assertThat(line("x " + field, call)).isEqualTo("x " + always + ",';|[]#\n");
        assertThat(line("x," + field + ";'[" + field + "]'", call).split(",")).hasSize(2);
        assertThat(line("x [" + field + "]", call)).isEqualTo("x [" + always + ",';|\\u005b\\u005d#]\n");
    }

    @Test
    void aNameMakesNoRemarkOfItsLine() {
        assertThat(line("{object} {method}", ACall.to("#x"))).isEqualTo("\\u0023x greet\n");
    }

    @Test
    void theLongestLinesFit() {
        AccessLines lines = new AccessLines(AccessFormat.parse("{object}{method}{principal}{outcome}".repeat(6)));
        AccessRing ring = new AccessRing(4);
        ACall call = ACall.to("\u0001".repeat(500)).method("\u0002".repeat(500)).principal("\u0003".repeat(500));
        int appended = 0;
        while (!lines.full()) {
            ring.offer(call);
            lines.append(ring.peek(), ARRIVED);
            ring.release();
            appended++;
        }

        assertThat(appended).isPositive();
        assertThat(lines.length()).isLessThanOrEqualTo(AccessLines.CAPACITY);
    }

    @ParameterizedTest
    @CsvSource({
        "{objekt}, no field 'objekt'; there are time",
        "{object, a brace stands alone",
        "object}, a brace stands alone",
        "nothing, 1 to 24 fields",
        "'', 1 to 2000 characters"
    })
    void whatMakesNoSenseIsRefused(String format, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccessFormat.parse(format))
                .withMessageContaining(reason);
    }
}
