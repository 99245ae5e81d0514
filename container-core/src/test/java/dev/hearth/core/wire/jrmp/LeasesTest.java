package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.rmi.dgc.VMID;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeasesTest {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final FakeClock clock = new FakeClock();
    private final SeenLeases seen = new SeenLeases();
    private final Leases leases = new Leases(seen, LEASE, new Leases.Bounds(3, 5, 3), clock);
    private final VMID alice = new VMID();
    private final VMID bob = new VMID();

    private static long[] objects(long... numbers) {
        return numbers;
    }

    @Test
    void objectIsLeasedWithEachClientsFirstLeaseAndReleasedWithTheLast() {
        leases.dirty(objects(20), 1, alice, HERE);
        leases.dirty(objects(20), 1, bob, HERE);
        leases.clean(objects(20), 2, alice, false, HERE);
        assertThat(seen.events).containsExactly("leased 20", "leased 20");

        leases.clean(objects(20), 2, bob, false, HERE);

        assertThat(seen.events).containsExactly("leased 20", "leased 20", "released 20");
        assertThat(leases.clients()).isZero();
    }

    @Test
    void leasesExpireOneLeaseAfterTheClientWasHeardOf() {
        leases.dirty(objects(20, 21), 1, alice, HERE);
        clock.pass(LEASE.minusMillis(1));
        leases.expire();
        assertThat(seen.events).containsExactly("leased 20", "leased 21");

        clock.pass(Duration.ofMillis(1));
        leases.expire();

        assertThat(seen.events).contains("released 20", "released 21");
        assertThat(leases.clients()).isZero();
    }

    @Test
    void emptyRenewalProlongsEverything() {
        leases.dirty(objects(20, 21), 1, alice, HERE);
        clock.pass(Duration.ofSeconds(40));
        leases.dirty(objects(), 2, alice, HERE);
        clock.pass(Duration.ofSeconds(40));
        leases.expire();

        assertThat(seen.events).containsExactly("leased 20", "leased 21");
    }

    @Test
    void renewalOfLeasesFromBeforeTheStartIsForgotten() {
        leases.dirty(objects(), 7, alice, HERE);

        assertThat(leases.clients()).isZero();
        assertThat(seen.events).isEmpty();
    }

    @Test
    void lateCleanDoesNotEndANewerClaim() {
        leases.dirty(objects(20), 5, alice, HERE);
        leases.clean(objects(20), 4, alice, false, HERE);

        assertThat(seen.events).containsExactly("leased 20");
    }

    @Test
    void strongCleanForbidsAnOlderClaimThatComesLater() {
        leases.clean(objects(20), 5, alice, true, HERE);
        leases.dirty(objects(20), 4, alice, HERE);
        assertThat(seen.events).isEmpty();

        leases.dirty(objects(20), 6, alice, HERE);

        assertThat(seen.events).containsExactly("leased 20");
    }

    @Test
    void rememberedStrongCleansAreForgottenAfterALease() {
        leases.clean(objects(20), 5, alice, true, HERE);
        clock.pass(LEASE);
        leases.expire();

        assertThat(leases.clients()).isZero();
        assertThat(seen.events).isEmpty();
    }

    @Test
    void cleanOfWhatWasNeverLeasedReleasesNothing() {
        leases.clean(objects(20), 5, alice, false, HERE);

        assertThat(seen.events).isEmpty();
        assertThat(leases.clients()).isZero();
    }

    @Test
    void clientMayNotClaimMoreThanItsShare() {
        leases.dirty(objects(20, 21, 22), 1, alice, HERE);

        assertThatThrownBy(() -> leases.dirty(objects(23), 2, alice, HERE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wire.leases-per-client");
        leases.dirty(objects(23), 1, bob, HERE);
        assertThat(seen.events).containsExactly("leased 20", "leased 21", "leased 22", "leased 23");
    }

    @Test
    void clientsAtOneAddressMayNotClaimMoreThanTheirShare() {
        leases.dirty(objects(20, 21, 22), 1, alice, HERE);
        leases.dirty(objects(20, 21), 1, bob, HERE);

        assertThatThrownBy(() -> leases.dirty(objects(22), 2, bob, HERE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wire.leases-per-address");
    }

    @Test
    void clientsAtOneAddressAreCounted() {
        for (int i = 0; i < 3; i++) {
            leases.dirty(objects(20), 1, new VMID(), HERE);
        }

        assertThatThrownBy(() -> leases.dirty(objects(20), 1, alice, HERE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("wire.clients-per-address");
        clock.pass(LEASE);
        leases.expire();
        leases.dirty(objects(20), 1, alice, HERE);
        assertThat(leases.clients()).isEqualTo(1);
    }

    @Test
    void givenUpPlacesCanBeTakenAgain() {
        for (int round = 0; round < 100; round++) {
            leases.dirty(objects(20, 21, 22), 2L * round, alice, HERE);
            leases.clean(objects(20, 21, 22), 2L * round + 1, alice, false, HERE);
        }

        assertThat(seen.events).hasSize(600);
        assertThat(leases.clients()).isZero();
    }
}
