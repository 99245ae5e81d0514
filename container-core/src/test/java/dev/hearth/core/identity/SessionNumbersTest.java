package dev.hearth.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionNumbersTest {

    private static SessionNumbers from(long first, int seed) {
        AtomicLong next = new AtomicLong(first);
        return new SessionNumbers(new byte[] {(byte) seed, 2, 3}, next::getAndIncrement);
    }

    @Test
    void noNumberIsGivenTwiceAndNoneIsZero() throws IOException {
        SessionNumbers numbers = from(16, 1);
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            assertThat(given.add(numbers.next())).isTrue();
        }
        assertThat(given).doesNotContain(0);
    }

    @Test
    void numbersDoNotFollowEachOther() throws IOException {
        SessionNumbers numbers = from(16, 1);
        int ascending = 0;
        int before = numbers.next();
        for (int i = 0; i < 1_000; i++) {
            int next = numbers.next();
            ascending += next > before ? 1 : 0;
            before = next;
        }
        assertThat(ascending).isBetween(400, 600);
    }

    @Test
    void anotherSecretGivesOthers() throws IOException {
        assertThat(from(16, 1).next())
                .isEqualTo(from(16, 1).next())
                .isNotEqualTo(from(16, 2).next());
    }
}
