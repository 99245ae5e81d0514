package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.hook.Outcome;
import java.nio.charset.StandardCharsets;
import java.rmi.AccessException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccessLinesTest {

    private static final long ARRIVED =
            Instant.parse("2026-03-04T05:06:07.089Z").toEpochMilli();

    private final AccessRing ring = new AccessRing(4);
    private final AccessLines lines = new AccessLines(AccessFormat.parse(AccessFormat.USUAL));

    private String line(ACall call) {
        ring.offer(call);
        lines.clear();
        lines.append(ring.peek(), ARRIVED);
        ring.release();
        return text();
    }

    private String text() {
        return new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
    }

    @Test
    void holdsTimePeerObjectMethodOutcomeMicrosecondsPrincipal() {
        assertThat(line(ACall.to("accounts/alice").method("deposit")))
                .isEqualTo("2026-03-04T05:06:07.089Z 192.0.2.7:4711 accounts/alice deposit ok 153 anonymous\n");
    }

    @Test
    void namesTheExceptionsClassButNotItsWords() {
        assertThat(line(ACall.to("a").outcome(Outcome.exception(new IllegalStateException("card 4711 refused")))))
                .contains(" exception:java.lang.IllegalStateException ")
                .doesNotContain("card");
        assertThat(line(ACall.to("a").outcome(Outcome.refused(new AccessException("no")))))
                .contains(" refused:java.rmi.AccessException ");
    }

    @Test
    void showsWhereTheCallCameFrom() {
        assertThat(line(ACall.to("a").from("2001:db8::1"))).contains(" [2001:db8:0:0:0:0:0:1]:4711 a ");
        assertThat(line(ACall.to("a").inside())).contains("Z local a ");
    }

    @Test
    void noNameCanForgeALineOrAField() {
        String line = line(ACall.to("evil\n2026 name").principal("tab\tback\\slash\u2028\u202e\u007f"));

        assertThat(line).contains(" evil\\u000a2026\\u0020name ");
        assertThat(line).endsWith(" tab\\u0009back\\u005cslash\\u2028\\u202e\\u007f\n");
        assertThat(line.strip().split(" ")).hasSize(7);
    }

    @Test
    void keepsLettersOfAllLanguages() {
        assertThat(line(ACall.to("köln/東京/Ωmega"))).contains(" köln/東京/Ωmega ");
        assertThat(line(ACall.to("x\ud83d\ude00"))).contains(" x\\ud83d\\ude00 ");
    }

    @Test
    void writesADashForNothingAndCutsWhatIsLong() {
        assertThat(line(ACall.to("a").method("").principal("")))
                .contains(" a - ok ")
                .endsWith(" -\n");
        assertThat(line(ACall.to("x".repeat(5_000)))).contains(" " + "x".repeat(AccessLines.MAX_TEXT) + "... ");
    }

    @Test
    void theLongestLineFitsWhereTheBufferIsNotFull() {
        String worst = "\n".repeat(1_000);
        ring.offer(ACall.to(worst).method(worst).principal(worst));
        int count = 0;
        while (!lines.full()) {
            lines.append(ring.peek(), ARRIVED);
            count++;
        }

        assertThat(lines.lines()).isEqualTo(count);
        assertThat(lines.length()).isLessThanOrEqualTo(AccessLines.CAPACITY);
    }

    @Test
    void aRemarkIsNoLine() {
        lines.remark(ARRIVED, "7 lines lost");

        assertThat(text()).isEqualTo("# 2026-03-04T05:06:07.089Z 7 lines lost\n");
        assertThat(lines.lines()).isZero();
    }
}
