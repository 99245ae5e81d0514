package dev.hearth.samples.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.samples.greeter.Greeter;
import dev.hearth.samples.greeter.GreeterObject;
import dev.hearth.testkit.Hearth;
import dev.hearth.testkit.HearthExtension;
import java.rmi.AccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The module as it runs: found in its JAR, told by {@code hearth.yaml}, met by a client. */
class HostedQuotaTest {

    @RegisterExtension
    final HearthExtension hearth = HearthExtension.hosting(GreeterObject.class)
            .module(QuotaModule.class)
            .yaml("""
                    modules:
                      quota:
                        calls-per-second: 3
                    """);

    @Test
    void theCallPastTheQuotaIsRefusedBeforeItReachesTheObject(Hearth container) throws Exception {
        Greeter greeter = container.lookup("greeter", Greeter.class); // a call of the registry, the first of three

        assertThatExceptionOfType(AccessException.class)
                .isThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        greeter.greet("Alice");
                    }
                })
                .withMessageContaining("HEARTH-DENIED: quota: quota of 3/s is spent");
        assertThat(container.log()).contains("calls over quota so far");
    }
}
