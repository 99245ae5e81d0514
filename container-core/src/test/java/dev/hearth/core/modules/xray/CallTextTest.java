package dev.hearth.core.modules.xray;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.api.hook.Outcome;
import dev.hearth.api.hook.Step;
import dev.hearth.api.hook.Timing;
import java.rmi.ServerException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallTextTest {

    private static SeenCall call(Outcome.Kind kind, @Nullable Throwable error, Step... steps) {
        return new SeenCall(
                7, "a/1", "greet", "bob", "192.0.2.7", kind, error, 9_000_000, new Timing(1, 2, 3, 4), List.of(steps));
    }

    @Test
    void whatTookMostOfTheTimeIsMarked() {
        String text = CallText.of(call(
                Outcome.Kind.RESULT,
                null,
                new Step("handle", "cache", "DECLINED", 7_000_000),
                new Step("object", "", "result", 1_000_000)));

        assertThat(text)
                .startsWith("call 7  a/1.greet  by bob@192.0.2.7\n  ok\n  9.000 ms: admission 0.000 ms")
                .containsPattern("\n  handle +cache +7\\.000 ms  DECLINED   <-- most of the time\n")
                .containsPattern("\n  object +\\(the object\\) +1\\.000 ms  result\n");
    }

    @Test
    void aHookIsNotBlamedForWhatTheObjectThrewOrTheContainerRefused() {
        assertThat(CallText.of(call(
                        Outcome.Kind.EXCEPTION,
                        new IllegalStateException("x"),
                        new Step("fixup", "rules", "OK", 1),
                        new Step("object", "", "exception java.lang.IllegalStateException: x", 1))))
                .contains("  the object threw\n  the caller gets java.lang.IllegalStateException: x\n");
        assertThat(CallText.of(call(
                        Outcome.Kind.REFUSED,
                        new ServerException("late", new TimeoutException("HEARTH-DEADLINE: late")),
                        new Step("authorize", "rules", "OK", 1))))
                .contains("  REFUSED by the container\n")
                .doesNotContain("has not run");
    }

    @Test
    void aLogHookThatFailsIsNotWhoRefused() {
        assertThat(CallText.of(call(
                        Outcome.Kind.REFUSED,
                        new java.rmi.AccessException("HEARTH-DENIED: rules: no"),
                        new Step("access", "rules", "denied: no", 1),
                        new Step("log", "audit", "fault java.lang.NullPointerException", 1))))
                .contains("  REFUSED by rules in access: no\n");
    }

    @Test
    void textsOfOthersMakeNoLines() {
        assertThat(CallText.of(call(
                        Outcome.Kind.REFUSED,
                        new java.rmi.AccessException("x"),
                        new Step("access", "rules", "denied: no\n  ok", 1))))
                .contains("  REFUSED by rules in access: no?  ok\n");
    }

    @Test
    void jsonEscapesWhatEndsATextAndWhatIsNoAscii() {
        assertThat(CallJson.of(List.of(call(Outcome.Kind.RESULT, null, new Step("log", "a\"\\\n\ud83d", "\u00e4", 5)))))
                .isEqualTo("[{\"call\":7,\"object\":\"a/1\",\"method\":\"greet\",\"principal\":\"bob\","
                        + "\"address\":\"192.0.2.7\",\"outcome\":\"ok\",\"error\":null,\"by\":null,\"nanos\":9000000,"
                        + "\"timing\":{\"admission\":1,\"waiting\":2,\"object\":3,\"replying\":4},"
                        + "\"steps\":[{\"phase\":\"log\",\"module\":\"a\\u0022\\u005c\\u000a\\ud83d\","
                        + "\"answer\":\"\\u00e4\",\"nanos\":5}]}]");
    }
}
