package dev.hearth.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hearth.api.Deadline;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostedMethodTest {

    interface Plain extends Remote {
        void plain() throws RemoteException;
    }

    @Deadline(millis = 5)
    interface Timed extends Remote {
        void ofTheInterface() throws RemoteException;

        @Deadline(millis = 4)
        void ofItsMethod() throws RemoteException;
    }

    interface Both extends Remote {
        @Deadline(millis = 7)
        void twice() throws RemoteException;
    }

    static class OfTheInterface implements Timed, Plain {
        @Override
        public void ofTheInterface() {}

        @Override
        public void ofItsMethod() {}

        @Override
        public void plain() {}
    }

    @Deadline(millis = 3)
    static class OfTheClass extends OfTheInterface implements Both {
        @Override
        @Deadline(millis = 100_000)
        public void twice() {}
    }

    static class OfItsSuperclass extends OfTheClass {}

    static class NoTime implements Plain {
        @Override
        @Deadline(millis = 0)
        public void plain() {}
    }

    private static HostedType type(Class<?> implementation) {
        Deployment deployment =
                new Deployment("test", Plain.class.getClassLoader(), name -> false, Map.of(), Threading.POOLED);
        HostedType.Traits traits = new HostedType.Traits(Lifecycle.TRANSIENT, Threading.POOLED, false, false);
        return HostedType.of("timed", deployment, implementation, traits, context -> "none");
    }

    private static long deadline(Class<?> implementation, String method) {
        return type(implementation).methods().stream()
                .filter(each -> each.name().equals(method))
                .findFirst()
                .orElseThrow()
                .deadlineMillis();
    }

    @Test
    void theNearestDeadlineHolds() {
        assertThat(deadline(OfTheInterface.class, "ofTheInterface")).isEqualTo(5);
        assertThat(deadline(OfTheInterface.class, "ofItsMethod")).isEqualTo(4);
        assertThat(deadline(OfTheInterface.class, "plain")).isEqualTo(HostedMethod.NO_DEADLINE);
        assertThat(deadline(OfTheClass.class, "ofTheInterface")).isEqualTo(3);
        assertThat(deadline(OfTheClass.class, "ofItsMethod")).isEqualTo(4);
        assertThat(deadline(OfTheClass.class, "plain")).isEqualTo(3);
        assertThat(deadline(OfTheClass.class, "twice")).isEqualTo(100_000);
        assertThat(deadline(OfItsSuperclass.class, "plain")).isEqualTo(3);
        assertThat(deadline(OfItsSuperclass.class, "twice")).isEqualTo(100_000);
    }

    static class Throwing implements Plain {
        private final RuntimeException thrown;

        Throwing(RuntimeException thrown) {
            this.thrown = thrown;
        }

        Throwing() {
            this(new IllegalStateException());
        }

        @Override
        public void plain() {
            RuntimeException outer = thrown;
            outer.fillInStackTrace();
            outer.addSuppressed(new IllegalStateException("beside it"));
            if (outer.getCause() == null) {
                outer.initCause(new IllegalStateException("below it"));
            }
            throw outer;
        }
    }

    private static Throwable thrownBy(Throwing servant) {
        HostedMethod plain = type(Throwing.class).methods().iterator().next();
        return catchThrowable(() -> plain.invoke(servant, new Object[0]));
    }

    @Test
    void whatIsThrownHasTheFramesOfHostedCodeAlone() {
        Throwable thrown = thrownBy(new Throwing());
        for (Throwable each : List.of(thrown, thrown.getCause(), thrown.getSuppressed()[0])) {
            assertThat(each.getStackTrace()).singleElement().satisfies(frame -> {
                assertThat(frame.getClassName()).isEqualTo(Throwing.class.getName());
                assertThat(frame.getMethodName()).isEqualTo("plain");
            });
        }
    }

    @Test
    void aTraceOfElsewhereStaysAsItIs() {
        Exception elsewhere = new Exception("made by no hosted method");
        StackTraceElement[] before = elsewhere.getStackTrace();
        assertThat(before).hasSizeGreaterThan(1);
        assertThat(thrownBy(new Throwing(new IllegalStateException(elsewhere)))).hasCause(elsewhere);
        assertThat(elsewhere.getStackTrace()).isEqualTo(before);
    }

    @Test
    void whatCantTellItsTraceIsThrownAllTheSame() {
        RuntimeException stubborn = new RuntimeException() {
            @Override
            public StackTraceElement[] getStackTrace() {
                throw new UnsupportedOperationException();
            }
        };
        assertThat(thrownBy(new Throwing(stubborn))).isSameAs(stubborn);
    }

    @Test
    void circlesOfCausesComeToAnEnd() {
        IllegalStateException one = new IllegalStateException("one");
        one.initCause(new IllegalStateException("two", one));
        assertThat(thrownBy(new Throwing(one))).isSameAs(one);
    }

    @Test
    void aDeadlineOfNothingIsRefused() {
        assertThatThrownBy(() -> type(NoTime.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@Deadline(millis = 0) for plain of ")
                .hasMessageContaining("say at least 1");
    }
}
