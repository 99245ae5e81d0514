package dev.hearth.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a state holds comes back as it was, and gives the same bytes again. */
class StateRoundTripPropertyTest {

    enum Suit {
        CLUBS,
        HEARTS
    }

    sealed interface Item permits Coin, Bag {}

    record Coin(long value, Suit suit) implements Item {}

    record Bag(List<Item> items, Optional<String> label, Map<Key, Item> indexed) implements Item {}

    record Key(int x, String name) {}

    static class Servant {
        private List<Item> items = new ArrayList<>();
        private Map<String, Double> doubles = new HashMap<>();
        private final TreeMap<Long, String> sorted = new TreeMap<>();
        private Map<Suit, List<BigDecimal>> decimals = new HashMap<>();
        private BigInteger[] integers;
        private Instant at;
        private char letter;
        private byte[] bytes;
        private FakeNames.Account account;
    }

    /** Makes states out of one seed. */
    private record Dice(Random random) {

        Servant servant() {
            Servant servant = new Servant();
            servant.items = list(() -> item(4));
            for (int i = random.nextInt(20); i > 0; i--) {
                servant.doubles.put(text(), Double.longBitsToDouble(random.nextLong()));
                servant.sorted.put(random.nextLong(), text());
            }
            servant.decimals.put(Suit.HEARTS, list(() -> new BigDecimal(integer(), random.nextInt(600) - 300)));
            servant.integers = list(this::integer).toArray(BigInteger[]::new);
            servant.at = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            servant.letter = (char) random.nextInt(0x10000);
            servant.bytes = new byte[random.nextInt(50)];
            random.nextBytes(servant.bytes);
            servant.account = random.nextBoolean() ? null : new FakeNames.Reference(text());
            return servant;
        }

        Item item(int depth) {
            if (random.nextInt(10) == 0) {
                return null;
            }
            if (depth == 0 || random.nextBoolean()) {
                return new Coin(random.nextLong(), random.nextBoolean() ? Suit.CLUBS : null);
            }
            Map<Key, Item> indexed = new HashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                indexed.put(new Key(random.nextInt(), text()), item(depth - 1));
            }
            return new Bag(list(() -> item(depth - 1)), Optional.of(text()).filter(t -> t.length() > 3), indexed);
        }

        <T> List<T> list(Supplier<T> element) {
            List<T> list = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                list.add(element.get());
            }
            return list;
        }

        BigInteger integer() {
            return new BigInteger(random.nextInt(200), random).multiply(BigInteger.valueOf(random.nextInt(3) - 1));
        }

        String text() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(0x20);
                            case 1 -> 0x1F600 + random.nextInt(40);
                            case 2 -> 0xA0 + random.nextInt(0x400);
                            default -> ' ' + random.nextInt(95);
                        });
            }
            return text.toString();
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStateComesBack(long seed) throws UnstorableStateException {
        Servant servant = new Dice(new Random(seed)).servant();
        FakeNames names = new FakeNames();
        JsonStateCodec codec = JsonStateCodec.of(Servant.class);
        byte[] written = codec.write(servant, names);
        Servant read = new Servant();
        codec.read(written, read, names);
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(servant);
        assertThat(new String(codec.write(read, names), UTF_8)).isEqualTo(new String(written, UTF_8));
        assertThat(codec.write(new Dice(new Random(seed)).servant(), names)).isEqualTo(written);
    }
}
