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
    void thePlaceIsTheProgramsOwnLineAndNoProxys() {
        Throwable thrown = new IllegalStateException("unfit");
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("app", null, null, "jdk.proxy4.$Proxy14", "rebind", null, -1),
            new StackTraceElement("app", null, null, "bank.$Proxy3", "rebind", null, -1),
            new StackTraceElement("app", null, null, "bank.Server", "main", "Server.java", 7),
        });
        assertThat(told(thrown)).isEqualTo("java.lang.IllegalStateException: unfit at bank.Server.main(Server.java:7)");
    }

    @Test
    void whatTheJdkHasNoMoreCannotBePacked() {
        assertThat(Thrown.missing("bank.Meter", "java.rmi.activation.Activatable"))
                .contains("since 17", "docs/MIGRATING.md")
                .doesNotContain("pack");
        assertThat(Thrown.missing("bank.Meter", "java.lang.Nothing")).doesNotContain("pack");
        assertThat(Thrown.missing("bank.Meter", "javax.rmi.PortableRemoteObject"))
                .contains("pack it into the JAR");
    }

    @Test
    void causesThatGoRoundComeToAnEnd() {
        Throwable one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        assertThat(told(one)).startsWith("java.lang.IllegalStateException: one");
    }
}
