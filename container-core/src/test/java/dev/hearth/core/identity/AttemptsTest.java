package dev.hearth.core.identity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final InetAddress HOME = address("192.0.2.7");
    private static final InetAddress ELSEWHERE = address("198.51.100.9");

    private long now = 1_000_000;
    private final Attempts attempts = new Attempts(3, Duration.ofSeconds(60), () -> now);

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void fail(String user, InetAddress from) {
        requireNonNull(attempts.begin(user, from)).failed();
    }

    private boolean may(String user, InetAddress from) {
        Attempts.Attempt attempt = attempts.begin(user, from);
        if (attempt != null) {
            attempt.withdrawn();
        }
        return attempt != null;
    }

    @Test
    void waitsGrowWithFailuresUpToTheLongest() {
        for (int i = 0; i < 3; i++) {
            fail("alice", HOME);
        }
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            now += seconds * 1_000L - 1;
            assertThat(may("alice", HOME)).as("just before " + seconds + " s").isFalse();
            now++;
            fail("alice", HOME);
        }
    }

    @Test
    void anotherUserFromElsewhereIsNotHeldUp() {
        for (int i = 0; i < 3; i++) {
            fail("alice", HOME);
        }
        assertThat(may("alice", ELSEWHERE)).isFalse();
        assertThat(may("bob", HOME)).isTrue();
    }

    @Test
    void addressThatTriesManyUsersIsHeldUp() {
        for (int i = 0; i < 12; i++) {
            fail("user-" + i, HOME);
        }
        assertThat(may("bob", HOME)).isFalse();
        assertThat(may("bob", ELSEWHERE)).isTrue();
    }

    @Test
    void oneNetworkOfIpv6IsOneAddress() {
        for (int i = 0; i < 12; i++) {
            fail("user-" + i, address("2001:db8::" + i));
        }
        assertThat(may("bob", address("2001:db8::ffff"))).isFalse();
        assertThat(may("bob", address("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void rightPasswordForgetsTheUsersFailuresAndNotTheAddresss() {
        for (int i = 0; i < 11; i++) {
            fail(i < 2 ? "alice" : "user-" + i, HOME);
        }
        requireNonNull(attempts.begin("alice", HOME)).succeeded();
        fail("alice", HOME);
        assertThat(may("alice", ELSEWHERE)).isTrue();
        assertThat(may("alice", HOME)).isFalse();
    }

    @Test
    void guessesAtTheSameTimeAreNotMoreThanOneByOne() {
        fail("alice", HOME);
        List<Attempts.Attempt> open = new ArrayList<>();
        for (Attempts.Attempt each = attempts.begin("alice", HOME);
                each != null;
                each = attempts.begin("alice", HOME)) {
            open.add(each);
        }
        assertThat(open).hasSize(2);
        open.forEach(Attempts.Attempt::failed);
        now += 1_000;
        Attempts.Attempt only = requireNonNull(attempts.begin("alice", HOME));
        assertThat(may("alice", HOME)).isFalse();
        only.withdrawn();
        assertThat(may("alice", HOME)).isTrue();
    }

    @Test
    void failuresAreForgottenAfterAWhile() {
        for (int i = 0; i < 10; i++) {
            fail("alice", HOME);
            now += 60_000;
        }
        now += 15 * 60_000L;
        fail("alice", HOME);
        assertThat(may("alice", HOME)).isTrue();
    }

    @Test
    void manyNamesTakeBoundedRoom() {
        for (int i = 0; i < 2 * Attempts.MOST; i++) {
            now += 100_000; // so that the address is never too early
            Attempts.Attempt attempt = attempts.begin("user-" + i, HOME);
            assertThat(attempt).isNotNull();
            attempt.failed();
        }
        assertThat(attempts.size()).isEqualTo(Attempts.MOST);
    }
}
