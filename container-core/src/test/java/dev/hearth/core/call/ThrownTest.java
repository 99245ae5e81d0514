package dev.hearth.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

/** Who wrote the code reads what went wrong in it, also where it was wrapped more than once. */
class ThrownTest {

    private static String told(Throwable thrown) {
        return Thrown.told(thrown, ThrownTest.class.getClassLoader());
    }

    @Test
    void theInnermostCauseIsNamedWithWhatWasThrown() {
        Throwable cause = new IllegalArgumentException("no such bank");
        Throwable wrapped = new IllegalStateException("no start", new InvocationTargetException(cause));
        assertThat(told(wrapped))
                .startsWith("java.lang.IllegalStateException: no start at " + ThrownTest.class.getName())
                .endsWith(", caused by java.lang.IllegalArgumentException: no such bank");
    }

    @Test
    void aCauseThatIsToldAlreadyIsNotToldTwice() {
        Throwable cause = new IllegalArgumentException("no such bank");
        assertThat(told(cause)).doesNotContain("caused by");
        assertThat(told(new IllegalStateException(cause))).doesNotContain("caused by");
    }

    @Test
    void causesThatGoRoundComeToAnEnd() {
        Throwable one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        assertThat(told(one)).startsWith("java.lang.IllegalStateException: one");
    }
}
