package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongTableTest {

    private static final int ONE = 1;
    private static final int OTHER = 2;

    private final LongTable table = new LongTable();

    @Test
    void whatWasNotAddedIsAbsent() {
        assertThat(table.find(0)).isEqualTo(LongTable.ABSENT);
        table.add(7);
        assertThat(table.find(8)).isEqualTo(LongTable.ABSENT);
    }

    @Test
    void whatIsAddedAgainHasNeitherItsFormerValueNorItsFormerMarks() {
        int place = table.add(7);
        table.value(place, 99);
        table.mark(place, ONE);
        table.remove(place);
        int again = table.add(7);
        assertThat(table.value(again)).isZero();
        assertThat(table.marked(again, ONE)).isFalse();
    }

    @Test
    void oneMarkDoesNotTouchTheOther() {
        int place = table.add(7);
        table.mark(place, ONE);
        table.mark(place, OTHER);
        table.unmark(place, ONE);
        assertThat(table.marked(place, OTHER)).isTrue();
        assertThat(table.marked(place, ONE)).isFalse();
        assertThat(table.find(7)).isEqualTo(place);
    }

    /** Against a map, with few numbers that come and go often, and with many. */
    @ParameterizedTest
    @ValueSource(ints = {5, 40, 3_000})
    void itHoldsWhatAMapHolds(int most) {
        Random random = new Random(most);
        Map<Long, Long> expected = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            long number = random.nextInt(most);
            if (random.nextInt(step / 5_000 % 2 == 0 ? 3 : 8) == 0) {
                removed(number, expected);
            } else {
                put(number, random.nextLong(), expected);
            }
            if (step % 2_500 == 0) {
                assertSame(most, expected);
            }
        }
        expected.keySet().stream().toList().forEach(number -> removed(number, expected));
        assertSame(most, Map.of());
    }

    private void put(long number, long value, Map<Long, Long> expected) {
        int place = table.find(number);
        table.value(place == LongTable.ABSENT ? table.add(number) : place, value);
        setMark(table.find(number), value);
        expected.put(number, value);
    }

    private void setMark(int place, long value) {
        if (value < 0) {
            table.mark(place, ONE);
        } else {
            table.unmark(place, ONE);
        }
    }

    private void removed(long number, Map<Long, Long> expected) {
        int place = table.find(number);
        assertThat(place != LongTable.ABSENT).isEqualTo(expected.remove(number) != null);
        if (place != LongTable.ABSENT) {
            table.remove(place);
        }
    }

    private void assertSame(int most, Map<Long, Long> expected) {
        assertThat(table.size()).isEqualTo(expected.size());
        for (long number = 0; number < most; number++) {
            int place = table.find(number);
            Long value = expected.get(number);
            assertThat(place == LongTable.ABSENT ? null : table.value(place)).isEqualTo(value);
        }
        List<Long> marked = new ArrayList<>();
        table.forEachMarked(ONE, marked::add);
        assertThat(marked)
                .containsExactlyInAnyOrderElementsOf(expected.keySet().stream()
                        .filter(number -> expected.get(number) < 0)
                        .toList());
    }
}
