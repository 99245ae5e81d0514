package dev.hearth.samples.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.samples.accounts.Account;
import dev.hearth.samples.accounts.AccountObject;
import dev.hearth.samples.greeter.Greeter;
import dev.hearth.samples.greeter.GreeterObject;
import dev.hearth.testkit.Hearth;
import dev.hearth.testkit.HearthExtension;
import dev.hearth.testkit.Stub;
import java.rmi.AccessException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OfficeHoursTest {

    @RegisterExtension
    final HearthExtension hearth = HearthExtension.hosting(AccountObject.class, GreeterObject.class)
            .module(OfficeHoursModule.class)
            .now(Instant.parse("2030-01-07T09:00:00Z"))
            .yaml("""
                    modules:
                      office-hours: {from: "08:00", to: "18:00"}
                    sections:
                      - objects: "greeter"
                        office-hours: {to: "22:00"}
                    """);

    @Test
    void whoComesLateIsTurnedAwayAndTheGreeterStaysLonger(
            @Stub("accounts/alice") Account alice, @Stub("greeter") Greeter greeter, Hearth container)
            throws Exception {
        alice.deposit(10);

        container.clock().advance(Duration.ofHours(10));

        assertThatExceptionOfType(AccessException.class)
                .isThrownBy(() -> alice.deposit(10))
                .withMessageContaining("HEARTH-DENIED: office-hours: open from 08:00 to 18:00");
        assertThat(greeter.greet("Alice")).contains("Alice");
    }
}
