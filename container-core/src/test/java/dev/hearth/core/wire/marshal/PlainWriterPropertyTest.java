package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.rmi.Remote;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written by hand is, to the byte, what the JDK's stream would have written. */
class PlainWriterPropertyTest {

    private static final long ENOUGH = 8 << 20;

    enum Mood {
        CALM,
        WILD {
            @Override
            public String toString() {
                return "very";
            }
        }
    }

    enum Weather {
        CALM
    }

    enum Exported implements Remote {
        ONE
    }

    static class Unserializable {
        transient int notKept = 3;
    }

    static class Base extends Unserializable implements Serializable {
        private static final long serialVersionUID = 4;
        private boolean flag;
        private byte small;
        private char letter;
        private Object any;
        private static int shared = 7;
    }

    static final class Derived extends Base {
        private final short number;
        private final int whole;
        private final long large;
        private final float approximate;
        private final double precise;
        private final String text;
        private final Object[] more;
        private final transient String forgotten = "forgotten";
        Derived next;

        Derived(Random random, String text, Object[] more) {
            number = (short) random.nextInt();
            whole = random.nextInt();
            large = random.nextLong();
            approximate = random.nextFloat();
            precise = random.nextDouble();
            this.text = text;
            this.more = more;
        }
    }

    record Pair(Object left, int between, Object right) implements Serializable {}

    record Nothing() implements Serializable {}

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void bytesAreThoseOfAnObjectStream(long seed) throws Exception {
        Object graph = new Graph(new Random(seed)).value(0);
        assertThat(byHand(graph)).isEqualTo(byStream(graph));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void hashedCollectionsAreReadBackAsTheyWere(long seed) throws Exception {
        Random random = new Random(seed);
        Map<Object, Object> map = new HashMap<>();
        HashSet<Object> hashed = new HashSet<>();
        LinkedHashSet<Object> linked = new LinkedHashSet<>();
        List<Object> values = new ArrayList<>(List.of(hashed, linked, map));
        for (int i = random.nextInt(200); i > 0; i--) {
            Object value = random.nextInt(9) == 0 ? null : random.nextInt();
            map.put(value, "v" + i);
            hashed.add(value);
            linked.add("x" + value);
        }
        List<?> read = (List<?>) read(byHand(values));
        assertThat(read).isEqualTo(values);
        assertThat(new ArrayList<Object>((LinkedHashSet<?>) read.get(1))).isEqualTo(new ArrayList<>(linked));
        assertThat(read.get(1)).isExactlyInstanceOf(LinkedHashSet.class);
    }

    @Test
    void constantsOfOneNameAndThatTextAreEachWritten() throws Exception {
        Object[] graph = {"CALM", Mood.CALM, Weather.CALM, "CALM", Mood.CALM};
        assertThat(byHand(graph)).isEqualTo(byStream(graph));
        assertThat((Object[]) read(byHand(graph))).containsExactly(graph);
    }

    @Test
    void aCircleIsClosedAgain() throws Exception {
        Derived first = new Derived(new Random(1), "first", new Object[1]);
        first.next = first;
        first.more[0] = first;
        Derived read = (Derived) read(byHand(first));
        assertThat(read.next).isSameAs(read);
        assertThat(read.more[0]).isSameAs(read);
        assertThat(byHand(first)).isEqualTo(byStream(first));
    }

    // ---- what it leaves to the stream

    static final class Writes implements Serializable {
        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
        }
    }

    static class Replaces implements Serializable {
        protected Object writeReplace() {
            return "another";
        }
    }

    static final class InheritsReplacing extends Replaces {}

    static final class NamesItsFields implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("other", int.class)};
    }

    static final class Unshared implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {
            new ObjectStreamField("own", Object.class, true)
        };
        private final Object own = "own";
    }

    public static final class External implements Externalizable {
        @Override
        public void writeExternal(ObjectOutput out) {}

        @Override
        public void readExternal(ObjectInput in) {}
    }

    static final class Hosted implements Remote, Serializable {}

    static final class OwnList extends ArrayList<Object> {}

    static Stream<Object> unusual() {
        Supplier<Object> lambda = (Supplier<Object> & Serializable) () -> "x";
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        return Stream.of(
                new Writes(),
                new InheritsReplacing(),
                new NamesItsFields(),
                new Unshared(),
                new External(),
                new Hosted(),
                Exported.ONE,
                "\u20ac".repeat((int) ENOUGH / 2),
                new OwnList(),
                new LinkedHashMap<>(Map.of(1, 2)),
                new IllegalStateException("x"),
                lambda,
                String.class,
                ObjectStreamClass.lookup(String.class),
                new Object(),
                YearMonth.of(2026, 1),
                Locale.ROOT,
                deep,
                new byte[(int) ENOUGH + 1],
                "x".repeat((int) ENOUGH + 1));
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void whatIsUnusualIsLeftWhole(Object unusual) {
        ReplyBuffer out = new ReplyBuffer();
        out.write(42);
        assertThat(PlainWriter.write(out, new Pair("before", 1, List.of()), ENOUGH))
                .isFalse();
        assertThat(PlainWriter.write(out, new Object[] {"before", unusual}, ENOUGH))
                .isFalse();
        assertThat(out.size()).isEqualTo(1);
    }

    @Test
    void aListThatChangesWhileItIsWrittenIsLeftToTheStream() {
        ArrayList<Object> list = new ArrayList<>();
        list.add(new Object[] {list});
        ArrayList<Object> changing = new ArrayList<>(List.of(1, 2)) {
            @Override
            public int size() {
                return 3;
            }
        };
        assertThat(PlainWriter.write(new ReplyBuffer(), changing, ENOUGH)).isFalse();
        assertThat(PlainWriter.write(new ReplyBuffer(), list, ENOUGH)).isTrue();
    }

    // ---- both ways of writing, and reading

    private static byte[] byHand(Object value) {
        ReplyBuffer out = new ReplyBuffer();
        out.writeInt(SimpleForm.STREAM_MAGIC_AND_VERSION);
        assertThat(PlainWriter.write(out, value, ENOUGH)).as("written by hand").isTrue();
        return Arrays.copyOf(out.array(), out.size());
    }

    private static byte[] byStream(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes) {
            @Override
            protected void annotateClass(Class<?> type) throws IOException {
                writeObject(null);
            }
        }) {
            out.useProtocolVersion(ObjectStreamConstants.PROTOCOL_VERSION_1);
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
                Object annotation = readObject();
                assertThat(annotation).isNull();
                return super.resolveClass(described);
            }
        }) {
            return in.readObject();
        }
    }

    /** Random graphs, with what was made before here and there again. */
    private static final class Graph {
        private final Random random;
        private final List<Object> made = new ArrayList<>();

        Graph(Random random) {
            this.random = random;
        }

        Object value(int depth) {
            if (!made.isEmpty() && random.nextInt(5) == 0) {
                return made.get(random.nextInt(made.size()));
            }
            Object fresh = depth > 6 || random.nextInt(3) == 0 ? leaf() : inner(depth + 1);
            if (fresh != null) {
                made.add(fresh);
            }
            return fresh;
        }

        private Object leaf() {
            return switch (random.nextInt(19)) {
                case 0 -> null;
                case 1 -> random.nextInt();
                case 2 -> random.nextLong();
                case 3 -> random.nextBoolean();
                case 4 -> (byte) random.nextInt();
                case 5 -> (short) random.nextInt();
                case 6 -> (char) random.nextInt();
                case 7 -> random.nextFloat();
                case 8 -> random.nextDouble();
                case 9 ->
                    new BigDecimal(new BigInteger(1 + random.nextInt(200), random), random.nextInt(9) - 3).negate();
                case 10 -> random.nextBoolean() ? new BigInteger(random.nextInt(300), random) : new BigInteger("-128");
                case 11 -> new UUID(random.nextLong(), random.nextLong());
                case 12 -> new Date(random.nextLong());
                case 13 -> random.nextInt(3) == 0 ? Weather.CALM : Mood.values()[random.nextInt(2)];
                case 14 -> new Nothing();
                case 15 -> numbers();
                case 16, 17 -> time();
                default -> text();
            };
        }

        private Object time() {
            LocalDate date = LocalDate.of(1900 + random.nextInt(300), 1 + random.nextInt(12), 1 + random.nextInt(28));
            LocalTime time = LocalTime.of(
                    random.nextInt(24),
                    random.nextInt(2) * random.nextInt(60),
                    random.nextInt(2) * random.nextInt(60),
                    random.nextInt(2) * random.nextInt(1_000_000_000));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(
                    random.nextBoolean() ? 900 * (random.nextInt(100) - 50) : random.nextInt(60_000) - 30_000);
            return switch (random.nextInt(7)) {
                case 0 -> date;
                case 1 -> time;
                case 2 -> date.atTime(time);
                case 3 -> date.atTime(time).atOffset(offset);
                case 4 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
                case 5 -> Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000));
                default -> offset;
            };
        }

        private Object numbers() {
            return switch (random.nextInt(8)) {
                case 0 -> new boolean[] {true, false};
                case 1 -> random.ints(5).toArray();
                case 2 -> random.longs(300).toArray();
                case 3 -> random.doubles(3).toArray();
                case 4 -> new float[] {random.nextFloat()};
                case 5 -> new char[] {'a', '\u20ac'};
                case 6 -> new short[0];
                default -> new byte[random.nextInt(3_000)];
            };
        }

        private String text() {
            if (random.nextInt(6) == 0) {
                return "CALM"; // the very text that names a constant
            }
            int length = random.nextInt(30) == 0 ? 70_000 : random.nextInt(20);
            int range = List.of(0x7f, 0x7ff, 0xffff).get(random.nextInt(3));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) random.nextInt(range + 1));
            }
            return text.toString();
        }

        private Object inner(int depth) {
            switch (random.nextInt(6)) {
                case 5 -> {
                    Map<Object, Object> map = random.nextBoolean() ? new TreeMap<>() : new ConcurrentHashMap<>();
                    for (int i = random.nextInt(5); i > 0; i--) {
                        Object value = value(depth);
                        map.put(text(), value == null ? "none" : value);
                    }
                    return map;
                }
                case 0 -> {
                    List<Object> list = random.nextBoolean() ? new ArrayList<>() : new LinkedList<>();
                    for (int i = random.nextInt(7); i > 0; i--) {
                        list.add(value(depth));
                    }
                    return list;
                }
                case 1 -> {
                    return new Pair(value(depth), random.nextInt(), value(depth));
                }
                case 2 -> {
                    return new Object[][] {{value(depth)}, {value(depth), "x"}, null, {}};
                }
                case 3 -> {
                    return new Pair[] {new Pair(1, 2, 3), null};
                }
                default -> {
                    Derived derived = new Derived(random, text(), new Object[] {value(depth)});
                    ((Base) derived).any = value(depth);
                    ((Base) derived).letter = 'x';
                    derived.next = random.nextInt(3) == 0 ? derived : null;
                    return derived;
                }
            }
        }
    }
}
