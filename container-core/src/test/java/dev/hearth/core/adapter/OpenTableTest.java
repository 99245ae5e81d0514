package dev.hearth.core.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OpenTableTest {

    private record Element(long key, int version) {}

    /** Several keys share a hashed number, as servants may share an identity hash code. */
    private static final class Table extends OpenTable<Element> {

        @Nullable
        Element get(long key) {
            return find(key / 3, element -> element.key() == key);
        }

        @Override
        long hashed(Element element) {
            return element.key() / 3;
        }

        @Override
        boolean sameKey(Element one, Element other) {
            return one.key() == other.key();
        }
    }

    private final Table table = new Table();

    @Test
    void theFirstOfAKeyStays() {
        Element first = new Element(1, 1);
        assertThat(table.putIfAbsent(first)).isNull();
        assertThat(table.putIfAbsent(new Element(1, 2))).isSameAs(first);
        assertThat(table.get(1)).isSameAs(first);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void oneThatWasReplacedCanNotRemoveItsSuccessor() {
        Element first = new Element(1, 1);
        Element second = new Element(1, 1);
        table.put(first);
        table.put(second);
        table.remove(first);
        assertThat(table.get(1)).isSameAs(second);
        table.remove(second);
        assertThat(table.get(1)).isNull();
        assertThat(table.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 60, 5_000})
    void itHoldsWhatAMapHolds(int most) {
        Random random = new Random(most);
        Map<Long, Element> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            Element element = new Element(random.nextInt(most), step);
            Element present = expected.get(element.key());
            if (present == null) {
                assertThat(table.putIfAbsent(element)).isNull();
                expected.put(element.key(), element);
            } else if (random.nextInt(step / 4_000 % 2 == 0 ? 6 : 2) == 0) {
                table.put(element);
                expected.put(element.key(), element);
            } else {
                table.remove(present);
                expected.remove(element.key());
            }
        }
        assertThat(table.all()).containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(table.size()).isEqualTo(expected.size());
        for (long key = 0; key < most; key++) {
            assertThat(table.get(key)).isEqualTo(expected.get(key));
        }
    }

    /** What stays is found at every moment, while others come and go around it and the table grows and shrinks. */
    @Test
    void whoLooksMissesNothingThatStays() throws Exception {
        for (long key = 0; key < 50; key++) {
            table.put(new Element(key * 7, 0));
        }
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch looking = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Long> look = () -> {
                long missed = 0;
                while (!over.get()) {
                    for (long key = 0; key < 50; key++) {
                        missed += table.get(key * 7) == null ? 1 : 0;
                    }
                    looking.countDown();
                }
                return missed;
            };
            Future<Long> missed = threads.submit(look);
            assertThat(looking.await(20, TimeUnit.SECONDS)).as("a first look").isTrue();
            comeAndGo();
            over.set(true);
            assertThat(missed.get(20, TimeUnit.SECONDS)).isZero();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private void comeAndGo() {
        for (int round = 0; round < 40; round++) {
            int count = round % 2 == 0 ? 3_000 : 20;
            for (long key = 0; key < count; key++) {
                table.putIfAbsent(new Element(key * 7 + 1, round));
            }
            for (Element element : table.all()) {
                if (element.key() % 7 == 1) {
                    table.remove(element);
                }
            }
        }
    }
}
