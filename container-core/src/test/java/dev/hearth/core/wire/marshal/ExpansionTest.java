package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpansionTest {

    private final Expansion expansion = new Expansion(100);

    /** As one that would have to ask a database first. */
    private static final class Lazy extends ArrayList<Object> {
        private static final long serialVersionUID = 1;

        @Override
        public int size() {
            throw new IllegalStateException("no session");
        }

        @Override
        public Iterator<Object> iterator() {
            throw new IllegalStateException("no session");
        }
    }

    private static final class Closed extends Properties {
        private static final long serialVersionUID = 1;

        @Override
        public synchronized int size() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<Map.Entry<Object, Object>> entrySet() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void collectionsThatRefuseToSayWhatTheyHoldCountAsOneObject() {
        assertThat(expansion.over(new Lazy())).isFalse();
        assertThat(expansion.over(new Closed())).isFalse();
        assertThat(expansion.heaviest()).isEqualTo(1);
    }

    @Test
    void whatShowsTheSameAgainAndAgainIsTooMuch() {
        List<Object> ten = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        assertThat(expansion.over(ten)).isFalse();
        List<Object> hundred = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            hundred.add(ten);
        }
        assertThat(expansion.over(hundred)).isTrue();
    }
}
