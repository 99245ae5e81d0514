package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.1.1", "localhost", "LOCALHOST", "::1", "0:0:0:0:0:0:0:1"})
    void thisMachine(String host) {
        assertThat(LocalAddresses.contain(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "255.255.255.255", "2001:db8::1"})
    void another(String host) {
        assertThat(LocalAddresses.literal(host)).isPresent();
        assertThat(LocalAddresses.contain(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host.invalid", "1.2.3", "1.2.3.4.5", "999.1.1.1", "1.2.3.4.", "::1%lo", "dead.beef", "1:2:3"
            })
    void whatIsNoLiteralIsNotLookedUp(String host) {
        assertThat(LocalAddresses.literal(host)).isEmpty();
        assertThat(LocalAddresses.contain(host)).isFalse();
    }
}
