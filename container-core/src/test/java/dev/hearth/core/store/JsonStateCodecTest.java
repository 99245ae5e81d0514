package dev.hearth.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.api.FormerName;
import dev.hearth.api.ObjectContext;
import dev.hearth.api.StateVersion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.UnicastRemoteObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

@SuppressWarnings("unused") // fields are read by reflection
class JsonStateCodecTest {

    private final FakeNames names = new FakeNames();

    private String write(Object servant) throws UnstorableStateException {
        return new String(JsonStateCodec.of(servant.getClass()).write(servant, names), UTF_8);
    }

    /** Reads it, and expects of {@link StateCodec#check} that it accepts and refuses the same. */
    private <T> T read(String json, T servant) throws UnstorableStateException {
        StateCodec codec = JsonStateCodec.of(servant.getClass());
        byte[] state = json.getBytes(UTF_8);
        try {
            codec.read(state, servant, names);
        } catch (UnstorableStateException unfit) {
            assertThatThrownBy(() -> codec.check(state, names))
                    .isInstanceOf(UnstorableStateException.class)
                    .hasMessage(unfit.getMessage());
            throw unfit;
        }
        codec.check(state, names);
        return servant;
    }

    /** Writes and reads into a fresh servant, and expects the same JSON again. */
    private <T> T roundTrip(T servant, T fresh) throws UnstorableStateException {
        String json = write(servant);
        read(json, fresh);
        assertThat(write(fresh)).isEqualTo(json);
        return fresh;
    }

    static class AccountObject implements FakeNames.Account {
        private long cents;
        private transient int calls = 3;
        static int created;

        AccountObject() {}

        AccountObject(long cents) {
            this.cents = cents;
        }
    }

    @Test
    void theStateIsJsonThatAnybodyCanRead() throws Exception {
        assertThat(write(new AccountObject(1500))).isEqualTo("{\"cents\":1500}");
        AccountObject read = read("{\"cents\":1500}", new AccountObject());
        assertThat(read.cents).isEqualTo(1500);
        assertThat(read.calls).isEqualTo(3);
    }

    static class Savings extends AccountObject {
        private long cents = 7;
        private final String currency;

        Savings(String currency) {
            super(1);
            this.currency = currency;
        }
    }

    @Test
    void superclassesAreIncludedAndAHiddenFieldIsQualified() throws Exception {
        assertThat(write(new Savings("EUR"))).isEqualTo("{\"cents\":7,\"AccountObject.cents\":1,\"currency\":\"EUR\"}");
        Savings read = roundTrip(new Savings("CHF"), new Savings("EUR"));
        assertThat(read.currency).as("a final field").isEqualTo("CHF");
    }

    static class Unicast extends UnicastRemoteObject implements FakeNames.Account {
        private static final long serialVersionUID = 1;
        private String owner = "alice";

        Unicast() throws RemoteException {
            super();
            UnicastRemoteObject.unexportObject(this, true);
        }
    }

    @Test
    void thePlainRmiBaseClassIsNoState() throws Exception {
        assertThat(write(new Unicast())).isEqualTo("{\"owner\":\"alice\"}");
    }

    static class WithContext {
        private final ObjectContext context;
        private int n = 1;

        WithContext(ObjectContext context) {
            this.context = context;
        }
    }

    @Test
    void theContextIsNoState() throws Exception {
        assertThat(write(new WithContext(null))).isEqualTo("{\"n\":1}");
    }

    @Test
    void absentFieldsStayAndUnknownOnesArePassedOver() throws Exception {
        AccountObject read = read("{\"unknown\":{\"deep\":[1]}}", new AccountObject(5));
        assertThat(read.cents).isEqualTo(5);
    }

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "grass";
            }
        }
    }

    record Point(int x, int y) {}

    record Box<T>(T content, List<T> more) {}

    static class Address {
        private String street = "";
        private Address next;
    }

    sealed interface Shape permits Circle, Square, Dot {}

    record Circle(double radius) implements Shape {}

    static final class Square implements Shape {
        private int side;
    }

    enum Dot implements Shape {
        SMALL,
        LARGE
    }

    sealed interface Tree<T> permits Leaf, Fork {}

    record Leaf<T>(T value) implements Tree<T> {}

    record Fork<T>(Tree<T> left, Tree<T> right) implements Tree<T> {}

    static class Shapes {
        private Shape one;
        private List<Shape> more = new ArrayList<>();
        private Tree<String> tree;
    }

    @Test
    void sealedTypesAreToldApartByName() throws Exception {
        Shapes shapes = new Shapes();
        shapes.one = new Circle(1.5);
        Square square = new Square();
        square.side = 4;
        shapes.more.addAll(List.of(square, Dot.LARGE));
        shapes.tree = new Fork<>(new Leaf<>("a"), new Leaf<>("b"));
        assertThat(write(shapes))
                .isEqualTo("{\"one\":{\"@type\":\"Circle\",\"radius\":1.5},"
                        + "\"more\":[{\"@type\":\"Square\",\"side\":4},{\"@type\":\"Dot\",\"@value\":\"LARGE\"}],"
                        + "\"tree\":{\"@type\":\"Fork\",\"left\":{\"@type\":\"Leaf\",\"value\":\"a\"},"
                        + "\"right\":{\"@type\":\"Leaf\",\"value\":\"b\"}}}");
        Shapes read = roundTrip(shapes, new Shapes());
        assertThat(read.one).isEqualTo(shapes.one);
        assertThat(read.more.get(1)).isEqualTo(Dot.LARGE);
        assertThat(read.tree).isEqualTo(shapes.tree);
    }

    @Test
    void aTypeThatTheSealedTypeDoesNotPermitIsNotInstantiated() {
        assertThatThrownBy(() -> read("{\"one\":{\"@type\":\"java.lang.Thread\"}}", new Shapes()))
                .isInstanceOf(UnstorableStateException.class)
                .hasMessageContaining("Shapes.one")
                .hasMessageContaining("Circle");
    }

    static class Values {
        private Color color = Color.GREEN;
        private Point point = new Point(1, -2);
        private Box<String> box = new Box<>("a", List.of("b"));
        private Address address = new Address();
        private int[] ints = {1, 2};
        private String[][] words = {{"a"}, {}};
        private byte[] bytes = {1, 2, 3};
        private Optional<Point> maybe = Optional.empty();
        private Optional<String> surely = Optional.of("x");
        private OptionalInt number = OptionalInt.of(4);
        private AtomicLong counter = new AtomicLong(9);
        private AtomicReference<String> latest = new AtomicReference<>();
        private UUID id = new UUID(1, 2);
        private BigDecimal price = new BigDecimal("1.50");
        private BigInteger huge = new BigInteger("123456789012345678901234567890");
        private Instant at = Instant.ofEpochSecond(5);
        private LocalDate day = LocalDate.of(2026, 2, 28);
        private Duration took = Duration.ofMillis(1500);
        private Date date = new Date(1234567890123L);
        private char letter = 'ß';
        private double real = 0.1;
        private float small = 1.1f;
        private Boolean yes = true;
        private String nothing;
    }

    @Test
    void everyDataTypeLooksAsExpected() throws Exception {
        assertThat(write(new Values()))
                .isEqualTo("{\"color\":\"GREEN\",\"point\":{\"x\":1,\"y\":-2},"
                        + "\"box\":{\"content\":\"a\",\"more\":[\"b\"]},"
                        + "\"address\":{\"street\":\"\",\"next\":null},\"ints\":[1,2],\"words\":[[\"a\"],[]],"
                        + "\"bytes\":\"AQID\",\"maybe\":null,\"surely\":\"x\",\"number\":4,\"counter\":9,\"latest\":null,"
                        + "\"id\":\"00000000-0000-0001-0000-000000000002\",\"price\":1.50,"
                        + "\"huge\":123456789012345678901234567890,\"at\":\"1970-01-01T00:00:05Z\","
                        + "\"day\":\"2026-02-28\",\"took\":\"PT1.5S\",\"date\":\"2009-02-13T23:31:30.123Z\","
                        + "\"letter\":\"ß\",\"real\":0.1,\"small\":1.1,\"yes\":true,\"nothing\":null}");
        Values read = roundTrip(new Values(), new Values());
        assertThat(read).usingRecursiveComparison().isEqualTo(new Values());
        assertThat(read.price).isEqualTo(new BigDecimal("1.50"));
    }

    static class Numbers {
        private double[] doubles = {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE};
        private float[] floats = {Float.NaN, -0.0f, Float.MIN_VALUE, Float.MAX_VALUE};
        private long[] longs = {Long.MIN_VALUE, Long.MAX_VALUE};
        private BigDecimal[] decimals = {new BigDecimal("1E+3"), new BigDecimal("0.000"), new BigDecimal("-1E-400")};
        private String[] texts = {"\uD800 half", "\u0000\"\\\n", "\uD83D\uDE00"};
    }

    @Test
    void extremesComeBackAsTheyWere() throws Exception {
        Numbers emptied = new Numbers();
        emptied.doubles = emptied.doubles.clone();
        Arrays.fill(emptied.doubles, 1);
        Numbers read = roundTrip(new Numbers(), emptied);
        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .withEqualsForType(Float::equals, Float.class)
                .isEqualTo(new Numbers());
    }

    static class Collected {
        private Map<String, List<Integer>> lists = new LinkedHashMap<>(Map.of("a", List.of(1, 2)));
        private Map<Point, String> byPoint = new HashMap<>(Map.of(new Point(2, 1), "b", new Point(1, 1), "a"));
        private Map<Color, Integer> byColor = new EnumMap<>(Map.of(Color.GREEN, 2));
        private EnumSet<Color> colors = EnumSet.of(Color.RED);
        private Set<Integer> set = new HashSet<>(List.of(100, 20, 3));
        private final Map<String, Integer> concurrent = new ConcurrentHashMap<>(Map.of("z", 1, "b", 2));
        private TreeMap<String, Integer> reversed = new TreeMap<>(Comparator.reverseOrder());
        private final List<String> wrapped = Collections.synchronizedList(new ArrayList<>());
        private final Queue<String> bounded = new ArrayBlockingQueue<>(3);
        private List<String> immutable = List.of();
        private Map<Integer, Boolean> flags = new HashMap<>();
    }

    @Test
    void collectionsComeBackAsTheClassThatTheConstructorChose() throws Exception {
        Collected collected = new Collected();
        collected.reversed.put("a", 1);
        collected.reversed.put("b", 2);
        collected.wrapped.add("w");
        collected.bounded.add("q");
        collected.immutable = List.of("i");
        collected.flags.put(10, true);
        collected.flags.put(9, false);
        Collected fresh = new Collected();
        Object wrapped = fresh.wrapped;
        Collected read = roundTrip(collected, fresh);
        assertThat(write(read))
                .contains(
                        "\"set\":[3,20,100]", "\"concurrent\":{\"b\":2,\"z\":1}", "\"flags\":{\"9\":false,\"10\":true}")
                .contains("\"byPoint\":[[{\"x\":1,\"y\":1},\"a\"],[{\"x\":2,\"y\":1},\"b\"]]");
        assertThat(read.byColor).isInstanceOf(EnumMap.class).isEqualTo(collected.byColor);
        assertThat(read.concurrent).isInstanceOf(ConcurrentHashMap.class);
        assertThat(read.reversed.firstKey()).isEqualTo("b");
        assertThat(read.wrapped).isSameAs(wrapped).containsExactly("w");
        assertThat(read.bounded).isInstanceOf(ArrayBlockingQueue.class).containsExactly("q");
        assertThat(read.immutable).containsExactly("i");
        assertThat(read.lists).isEqualTo(collected.lists);
    }

    static class Tags {
        static final List<String> DEFAULTS = new ArrayList<>(List.of("default"));
        private List<String> tags = DEFAULTS;
    }

    @Test
    void readingAReplaceableCollectionLeavesTheOldOneAlone() throws Exception {
        Tags read = read("{\"tags\":[\"own\"]}", new Tags());
        assertThat(read.tags).containsExactly("own");
        assertThat(Tags.DEFAULTS).containsExactly("default");
    }

    @Test
    void theSameContentGivesTheSameBytes() throws Exception {
        Collected one = new Collected();
        Collected other = new Collected();
        for (int i = 0; i < 2_000; i++) {
            one.set.add(i * 7_919);
            other.set.add((1_999 - i) * 7_919);
        }
        other.set.removeAll(Set.of(100, 20, 3));
        other.set.addAll(List.of(3, 100, 20));
        assertThat(write(one)).isEqualTo(write(other));
    }

    static class Referring {
        private FakeNames.Account account;
        private Map<String, FakeNames.Account> more = new LinkedHashMap<>();
    }

    @Test
    void hostedObjectsAreStoredAsTheirNames() throws Exception {
        Referring servant = new Referring();
        servant.account = new FakeNames.Reference("accounts/alice");
        servant.more.put("b", new FakeNames.Reference("accounts/bob"));
        assertThat(write(servant)).isEqualTo("{\"account\":\"accounts/alice\",\"more\":{\"b\":\"accounts/bob\"}}");
        Referring read = roundTrip(servant, new Referring());
        assertThat(read.account).isEqualTo(servant.account);
        assertThat(read.more).isEqualTo(servant.more);
    }

    @Test
    void aForeignStubFailsTheWrite() {
        Referring servant = new Referring();
        servant.more.put("b", new AccountObject());
        assertThatThrownBy(() -> write(servant))
                .isInstanceOf(UnstorableStateException.class)
                .hasMessageContaining("Referring.more.b")
                .hasMessageContaining("lasting name");
    }

    static class Owner {
        private Address home = new Address();
    }

    @Test
    void aCycleFailsTheWriteAndNamesThePath() {
        Owner owner = new Owner();
        owner.home.next = owner.home;
        assertThatThrownBy(() -> write(owner))
                .isInstanceOf(UnstorableStateException.class)
                .hasMessageContaining("Owner.home.next.next")
                .hasMessageContaining("cycle");
    }

    static class Holder {
        private Address address = new Address() {};
        private HashMap<String, String> map = new LinkedHashMap<>();
    }

    @Test
    void anUndeclaredSubclassFailsTheWrite() throws Exception {
        Holder holder = new Holder();
        assertThatThrownBy(() -> write(holder)).hasMessageContaining("where " + Address.class.getName());
        holder.address = null;
        assertThatThrownBy(() -> write(holder))
                .hasMessageContaining("Holder.map")
                .hasMessageContaining("java.util.LinkedHashMap where java.util.HashMap is declared");
    }

    static class Mismatched {
        private int number;
        private Point point;
        private List<Color> colors;
        private Map<UUID, String> ids;
        private Instant at;
    }

    @Test
    void whatDoesNotFitNamesTheFieldAndTheReason() {
        assertMismatch("{\"number\":\"many\"}", "Mismatched.number", "a number that fits int", "many");
        assertMismatch("{\"number\":1.5}", "Mismatched.number", "1.5");
        assertMismatch("{\"number\":3000000000}", "Mismatched.number", "3000000000");
        assertMismatch("{\"number\":null}", "number", "int", "null");
        assertMismatch("{\"point\":[1]}", "Mismatched.point", Point.class.getName());
        assertMismatch("{\"point\":{\"x\":true}}", "Mismatched.point.x", "true");
        assertMismatch("{\"colors\":[\"RED\",\"BLUE\"]}", "Mismatched.colors[1]", "BLUE");
        assertMismatch("{\"ids\":{\"x\":\"y\"}}", "Mismatched.ids", "x");
        assertMismatch("{\"at\":\"yesterday\"}", "Mismatched.at", "yesterday");
        assertMismatch("[]", "Mismatched", "[]");
        assertMismatch("{\"number\":", "Mismatched", "well-formed");
        assertMismatch("", "Mismatched");
    }

    private void assertMismatch(String json, String... parts) {
        assertThatThrownBy(() -> read(json, new Mismatched()))
                .as(json)
                .isInstanceOf(UnstorableStateException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("can't be read from the stored state");
    }

    record Strict(int from, int to) {
        Strict {
            if (from > to) {
                throw new IllegalArgumentException("from > to");
            }
        }
    }

    static class WithStrict {
        private Strict range;
    }

    @Test
    void aRecordThatRefusesItsComponentsSaysWhy() throws Exception {
        assertThat(read("{\"range\":{\"to\":3}}", new WithStrict()).range).isEqualTo(new Strict(0, 3));
        assertThatThrownBy(() -> read("{\"range\":{\"from\":3}}", new WithStrict()))
                .hasMessageContaining("WithStrict.range")
                .hasMessageContaining("from > to");
    }

    record Renamed(@FormerName("x") int across) {}

    static class Renaming {
        @FormerName("owner")
        private String holder = "nobody";

        private Renamed point = new Renamed(0);
    }

    @Test
    void aRenamedFieldIsReadFromItsFormerName() throws Exception {
        Renaming read = read("{\"owner\":\"alice\",\"point\":{\"x\":4}}", new Renaming());
        assertThat(read.holder).isEqualTo("alice");
        assertThat(read.point.across()).isEqualTo(4);
        assertThat(read("{\"owner\":\"old\",\"holder\":\"new\"}", new Renaming()).holder)
                .isEqualTo("new");
        assertThat(write(read)).isEqualTo("{\"holder\":\"alice\",\"point\":{\"across\":4}}");
    }

    @StateVersion(3)
    static class Versioned {
        private long cents;
        private List<String> log = new ArrayList<>();

        private static Map<String, Object> upgrade(Map<String, Object> state, int from) {
            if (state.containsKey("boom")) {
                throw new IllegalStateException("boom");
            }
            state.put("log", List.of("from " + from, String.valueOf(state.get("nested"))));
            state.put("cents", ((Number) state.remove("euros")).longValue() * 100);
            return state;
        }
    }

    @Test
    void anOlderVersionIsUpgraded() throws Exception {
        Versioned read = read("{\"euros\":3,\"nested\":{\"a\":[1,null,true]}}", new Versioned());
        assertThat(read.cents).isEqualTo(300);
        assertThat(read.log).containsExactly("from 0", "{a=[1, null, true]}");
        assertThat(read("{\"@version\":2,\"euros\":3}", new Versioned()).log).contains("from 2");
        assertThat(write(read)).startsWith("{\"@version\":3,\"cents\":300,");
        assertThat(roundTrip(read, new Versioned()).cents).isEqualTo(300);
    }

    @Test
    void aNewerVersionIsRefused() {
        assertThatThrownBy(() -> read("{\"@version\":4,\"cents\":3}", new Versioned()))
                .hasMessageContaining("version 4")
                .hasMessageContaining("newer JAR");
        assertThatThrownBy(() -> read("{\"@version\":1,\"cents\":3}", new AccountObject()))
                .hasMessageContaining("no versions");
    }

    @Test
    void anUpgradeThatThrowsSaysSo() {
        assertThatThrownBy(() -> read("{\"boom\":1}", new Versioned()))
                .isInstanceOf(UnstorableStateException.class)
                .hasMessageContaining("upgrade from version 0")
                .hasMessageContaining("boom");
    }

    @StateVersion(1)
    static class NoUpgrade {}

    @StateVersion(1)
    static class WrongUpgrade {
        static Map<String, String> upgrade(Map<String, String> state, int from) {
            return state;
        }
    }

    @Test
    void aVersionWithoutTheRightMethodIsRefused() {
        for (Class<?> type : List.of(NoUpgrade.class, WrongUpgrade.class)) {
            assertThatThrownBy(() -> JsonStateCodec.of(type))
                    .hasMessageContaining(type.getName())
                    .hasMessageContaining("static Map<String, Object> upgrade(Map<String, Object> state, int from)");
        }
    }

    static class Changing {
        private final List<String> list = new ArrayList<>() {
            @Override
            public Iterator<String> iterator() {
                throw new ConcurrentModificationException();
            }
        };
    }

    @Test
    void aStateThatChangesWhileItIsSavedFailsTheWrite() {
        assertThatThrownBy(() -> write(new Changing()))
                .isInstanceOf(UnstorableStateException.class)
                .hasMessageContaining("changed while it was saved");
    }

    static class Counting {
        private final AtomicInteger count = new AtomicInteger(1);
        private TimeUnit unit = TimeUnit.DAYS;
        private Remote any;
    }

    @Test
    void atomicsInFinalFieldsAreReplaced() throws Exception {
        Counting read = read("{\"count\":5,\"unit\":\"HOURS\",\"any\":\"x\"}", new Counting());
        assertThat(read.count).hasValue(5);
        assertThat(read.unit).isEqualTo(TimeUnit.HOURS);
        assertThat(read.any).isEqualTo(new FakeNames.Reference("x"));
    }
}
