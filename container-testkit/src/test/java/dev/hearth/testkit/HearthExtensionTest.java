package dev.hearth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.rmi.AccessException;
import java.rmi.NotBoundException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HearthExtensionTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @RegisterExtension
    static final HearthExtension HEARTH = HearthExtension.hosting(EchoObject.class)
            .module(SilenceModule.class)
            .setting("modules.silence.object", "echoes/unheard")
            .yaml("objects: {max-active: 100}")
            .now(NOON);

    @Stub("echoes/field")
    private Echo inField;

    private Hearth hearth;

    @Test
    void fieldsAndParametersGetStubs(@Stub("echoes/parameter") Echo parameter) throws Exception {
        assertThat(inField.say("a").text()).isEqualTo("a");
        assertThat(parameter.say("b")).isEqualTo(new Echo.Answer("b", 1));
        assertThat(java.lang.reflect.Proxy.isProxyClass(parameter.getClass())).isTrue();
    }

    @Test
    void objectsAreLoadedAsInAJarOfTheirOwn() throws Exception {
        assertThat(inField.loader()).contains("DeploymentLoader");
    }

    @Test
    void modulesRunWithTheirSettings() throws Exception {
        Echo unheard = hearth.lookup("echoes/unheard", Echo.class);

        assertThatExceptionOfType(AccessException.class)
                .isThrownBy(() -> unheard.say("x"))
                .withMessageContaining("HEARTH-DENIED: silence: silence");
    }

    @Test
    void theClockStandsWhereItIsPut(Hearth same) {
        assertThat(same).isSameAs(hearth);
        hearth.clock().set(NOON);
        hearth.clock().advance(Duration.ofMinutes(5));

        assertThat(hearth.clock().instant()).isEqualTo(NOON.plusSeconds(300));
        assertThat(hearth.clock().millis()).isEqualTo(NOON.toEpochMilli() + 300_000);
    }

    @Test
    void theLogHoldsWhatHostedCodePrints() throws Exception {
        inField.say("for the log");

        assertThat(hearth.log()).contains("an echo says for the log");
    }

    @Test
    void unknownNamesAreNotBound() {
        assertThatExceptionOfType(NotBoundException.class).isThrownBy(() -> hearth.lookup("eches/a", Echo.class));
    }

    @Nested
    class InAClassWithin {

        private Hearth within;

        @Test
        void theContainerIsTheSame(@Stub("echoes/nested") Echo nested) throws Exception {
            assertThat(within).isSameAs(hearth);
            assertThat(nested.say("c").text()).isEqualTo("c");
        }
    }
}
