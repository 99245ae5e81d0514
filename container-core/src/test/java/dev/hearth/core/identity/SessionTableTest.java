package dev.hearth.core.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.call.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionTableTest {

    private static final User ALICE = new User("alice", "hash-1", Set.of("teller"));

    private long now = 1_000;
    private final AtomicLong next = new AtomicLong(16);
    private final SessionTable table = new SessionTable(
            new SessionNumbers(new byte[] {1}, next::getAndIncrement),
            new LoginSettings(
                    Path.of("users"),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    3,
                    2,
                    false,
                    5,
                    Duration.ofSeconds(60),
                    16),
            () -> now);

    @Test
    void useKeepsASessionUntilItHasLastedLongEnough() throws Exception {
        int number = table.begin(ALICE, "192.0.2.7").number();
        for (int i = 0; i < 6; i++) {
            now += 10_000;
            assertThat(table.find(number)).isNotNull();
        }
        now++;
        assertThat(table.find(number)).isNull();
        assertThat(table.all()).isEmpty();
    }

    @Test
    void sessionThatNobodyUsesEndsAndIsNotHeldAlive() throws Exception {
        int number = table.begin(ALICE, "192.0.2.7").number();
        now += 10_001;
        assertThat(table.find(number)).isNull();
        assertThat(table.find(number)).isNull();
    }

    @Test
    void aCallThatTakesLongKeepsItsSessionAndItsEndCounts() throws Exception {
        int number = table.begin(ALICE, "192.0.2.7").number();
        Session session = requireNonNull(table.find(number));
        table.callBegins(session);
        now += 25_000;
        table.sweep();
        assertThat(table.all()).as("in a call").hasSize(1);

        table.callEnds(session);
        now += 10_000;
        assertThat(table.all()).as("idle since the call's end").hasSize(1);
        now += 1;
        assertThat(table.all()).isEmpty();
    }

    @Test
    void aCallThatNeverEndsOutlivesItsSession() throws Exception {
        table.callBegins(
                requireNonNull(table.find(table.begin(ALICE, "192.0.2.7").number())));
        now += 60_001;
        assertThat(table.all()).isEmpty();
    }

    @Test
    void placesOfSessionsThatEndedAreGivenAgain() throws Exception {
        table.begin(ALICE, "a");
        table.begin(ALICE, "a");
        assertThatThrownBy(() -> table.begin(ALICE, "a")).hasMessageContaining("sessions-per-user");
        now += 10_001;
        table.begin(ALICE, "a");
        table.begin(new User("bob", "hash-2", Set.of()), "b");
        table.begin(new User("bob", "hash-2", Set.of()), "b");
        assertThatThrownBy(() -> table.begin(new User("eve", "hash-3", Set.of()), "c"))
                .hasMessageContaining("modules.login.sessions allows");
    }

    @Test
    void changedUserHasTheRolesOfNowAndNoSessionOfAnotherPassword() throws Exception {
        LiveSession session = table.begin(ALICE, "a");
        table.refresh(name -> Optional.of(new User("alice", "hash-1", Set.of("boss"))));
        assertThat(session.roles()).containsExactly("boss");

        table.refresh(name -> Optional.of(ALICE.withHash("hash-2")));
        assertThat(table.find(session.number())).isNull();
    }

    @Test
    void nothingForPeopleHoldsTheNumber() throws Exception {
        LiveSession session = table.begin(ALICE, "a");
        assertThat(session.toString()).doesNotContain(Integer.toString(session.number()));
        assertThat(session.id()).isNotEqualTo(Integer.toHexString(session.number()));
        assertThat(table.end(session.id())).contains(session);
        assertThat(table.end(session.number())).isEmpty();
    }
}
