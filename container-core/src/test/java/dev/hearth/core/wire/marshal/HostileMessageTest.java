package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.wire.marshal.Samples.Own;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.rmi.UnmarshalException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small messages that would take much memory or time are refused before they have. */
@Timeout(60)
class HostileMessageTest {

    private static final long A_FEW_MEGABYTES = 8L << 20;
    private static final int HUGE = 60 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final HostedType type = Wires.type(ServiceObject.class, Samples.class.getClassLoader(), Samples::own);

    private static StreamMarshaller marshaller(Duration decodingTime) {
        Codec codec = new Codec(
                Wires.generous(decodingTime), new FakeReferences(), new ObjectIds(new byte[] {1}), port -> false);
        return new StreamMarshaller(codec, new NoCalls());
    }

    private Object[] read(InputStream in, String method) throws IOException, ClassNotFoundException {
        return marshaller(Duration.ofSeconds(20)).readArguments(in, 0, Wires.method(type, method), type, Wires.ROUTE);
    }

    /** With room for a few thousand objects. */
    private Object strictly(byte[] message) throws IOException, ClassNotFoundException {
        Codec codec = new Codec(Wires.settings(), new FakeReferences(), new ObjectIds(new byte[] {1}), port -> false);
        return new StreamMarshaller(codec, new NoCalls())
                .readArguments(new ByteArrayInputStream(message), 0, Wires.method(type, "any"), type, Wires.ROUTE)[0];
    }

    private Object read(byte[] message) throws IOException, ClassNotFoundException {
        return read(new ByteArrayInputStream(message), "any")[0];
    }

    private static byte[] honest(ClientStream.Writing writing) {
        try {
            return ClientStream.of(writing).in().readAllBytes();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] honest(Object value) {
        return honest(out -> out.writeObject(value));
    }

    /** Reads a message once to have the classes ready, which takes memory too. */
    @BeforeEach
    void warmUp() throws Exception {
        read(honest(new ArrayList<>(List.of(1, new int[1], new HashSet<>(List.of("x"))))));
    }

    // ---- claims of length

    private static Forgery array(Class<?> type) {
        return Forgery.stream()
                .bytes(0x75)
                .type(
                        type.getName(),
                        java.io.ObjectStreamClass.lookupAny(type).getSerialVersionUID(),
                        Forgery.PLAIN,
                        List.of())
                .nothing()
                .end()
                .nothing();
    }

    private static Forgery object(Class<?> type, String... more) {
        return Forgery.stream().object().wholeType(type, Forgery.WRITE_METHOD, more);
    }

    private static int[] word(int value) {
        return new int[] {value >>> 24, value >>> 16 & 0xff, value >>> 8 & 0xff, value & 0xff};
    }

    private static Forgery claim(Forgery start, int... words) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(block)) {
            for (int each : words) {
                out.writeInt(each);
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return start.block(block.toByteArray());
    }

    static Stream<Arguments> claims() {
        int small = Float.floatToIntBits(1e-20f);
        Map<String, byte[]> claims = new LinkedHashMap<>();
        for (Class<?> each :
                List.of(byte[].class, int[].class, long[].class, Object[].class, String[].class, long[][].class)) {
            claims.put(each.getSimpleName(), array(each).integer(HUGE / 8).written());
        }
        claims.put(
                "longest int[]", array(int[].class).integer(Integer.MAX_VALUE).written());
        claims.put(
                "text",
                Forgery.stream().bytes(0x7c, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff).written());
        claims.put(
                "longest text",
                Forgery.stream()
                        .bytes(0x7c, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
                        .written());
        claims.put(
                "ArrayList", claim(object(ArrayList.class).integer(HUGE), HUGE).written());
        claims.put("ArrayDeque", claim(object(ArrayDeque.class), HUGE).written());
        claims.put(
                "PriorityQueue",
                claim(object(PriorityQueue.class).integer(HUGE).nothing(), HUGE).written());
        claims.put(
                "CopyOnWriteArrayList",
                claim(object(CopyOnWriteArrayList.class), HUGE).written());
        claims.put(
                "IdentityHashMap",
                claim(object(IdentityHashMap.class).integer(HUGE), HUGE / 8).written());
        claims.put(
                "HashMap",
                claim(object(HashMap.class).integer(small).integer(0), HUGE, HUGE / 8)
                        .text("a")
                        .text("b")
                        .written());
        claims.put(
                "HashSet",
                claim(object(HashSet.class), HUGE, small, HUGE / 8).text("a").written());
        claims.put(
                "Hashtable",
                claim(object(Hashtable.class).integer(small).integer(0), HUGE, 1)
                        .text("a")
                        .text("b")
                        .end()
                        .written());
        claims.put(
                "immutable list",
                claim(object(named("java.util.CollSer")).integer(1), HUGE).written());
        return claims.entrySet().stream().map(claim -> Arguments.of(claim.getKey(), claim.getValue()));
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void aClaimedLengthTakesNoMemory(String what, byte[] message) {
        assertThat(allocatedBy(() -> attempt(message))).isLessThan(A_FEW_MEGABYTES);
    }

    /** Some JDKs mend what is claimed, and the value comes. */
    private void attempt(byte[] message) {
        try {
            assertThat(read(message)).isInstanceOf(Hashtable.class);
        } catch (IOException | ClassNotFoundException refused) {
            assertThat(refused).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void aClaimedLengthInsideOthersTakesNoMemory(String what, byte[] message) {
        Forgery nested = Forgery.stream();
        for (int i = 0; i < 14; i++) {
            nested.add(array(Object[].class).integer(100).written());
        }
        byte[] whole = nested.add(message).written();
        long allocated = allocatedBy(() -> assertThatThrownBy(() -> read(whole)).isInstanceOf(IOException.class));
        assertThat(allocated).isLessThan(A_FEW_MEGABYTES);
    }

    @Test
    void manySmallClaimsTogetherTakeNoMoreThanOneLargeOne() {
        Forgery many = array(Object[].class).integer(100_000);
        many.add(array(long[].class).integer(0).written());
        int type = 2; // handles: Object[]'s description, the array, long[]'s description
        for (int i = 0; i < 10; i++) {
            many.bytes(0x75).back(type).integer(900_000);
        }
        byte[] message = many.written();
        long allocated =
                allocatedBy(() -> assertThatThrownBy(() -> read(message)).isInstanceOf(IOException.class));
        assertThat(allocated).isLessThan(A_FEW_MEGABYTES);
    }

    @Test
    void claimsByHandAreNotBelievedEither() {
        byte[] bytes = Forgery.stream().add(SimpleForm.BYTE_ARRAY).integer(HUGE).written();
        long allocated = allocatedBy(() -> assertThatThrownBy(() -> read(new ByteArrayInputStream(bytes), "bytes"))
                .isInstanceOf(IOException.class));
        assertThat(allocated).isLessThan(A_FEW_MEGABYTES);
    }

    @Test
    void aListOfCopiesIsAsLongAsAnArrayMayBe() throws Exception {
        assertThat((List<?>) read(honest(Collections.nCopies(1_000, "x")))).hasSize(1_000);
        assertThatThrownBy(() -> read(honest(Collections.nCopies(Integer.MAX_VALUE, "x"))))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-LIMIT: ");
    }

    @Test
    void honestLargeValuesCome() throws Exception {
        Map<Object, Object> sparse = new HashMap<>(16, 0.25f);
        Map<Object, Object> identities = new IdentityHashMap<>();
        Set<Object> set = new LinkedHashSet<>();
        for (int i = 0; i < 30_000; i++) {
            sparse.put(i, i);
            identities.put(i, null);
            set.add((byte) i);
            set.add((long) i);
        }
        for (Object value : List.of(
                new long[1 << 20], new Object[1 << 20], new String[1 << 19], "ä".repeat(1 << 20), sparse, set)) {
            Object read = read(new Trickling(honest(value)), "any")[0];
            assertThat(read.getClass()).isEqualTo(value.getClass());
            if (!value.getClass().isArray()) {
                assertThat(read).isEqualTo(value);
            }
        }
        assertThat((Map<?, ?>) read(honest(identities))).hasSize(30_000);
    }

    /** The hash of the outermost would meet 2 to the power of its depth sets, wherever below the allowed depth that ends. */
    @ParameterizedTest
    @ValueSource(ints = {40, 90, 190})
    @Timeout(20)
    void setsThatHoldEachOtherTwiceAreRefusedAtEveryDepth(int levels) throws Exception {
        Set<Object> root = new HashSet<>();
        Set<Object> one = root;
        Set<Object> other = new HashSet<>();
        for (int i = 0; i < levels; i++) {
            Set<Object> nextOne = new HashSet<>(Set.of("told apart"));
            Set<Object> nextOther = new HashSet<>();
            addUnhashed(one, nextOne, nextOther);
            addUnhashed(other, nextOne, nextOther);
            one = nextOne;
            other = nextOther;
        }
        byte[] message = honest(root);
        assertThatThrownBy(() -> read(message))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-LIMIT: ");
    }

    /** While they hold little, so that asking for their hashes costs nothing. */
    private static void addUnhashed(Set<Object> set, Set<Object> one, Set<Object> other) {
        set.add(one);
        set.add(other);
    }

    /** Fails if one byte more is asked for than is there: a reader would wait for it. */
    private static final class Trickling extends InputStream {
        private final byte[] bytes;
        private int position;

        Trickling(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            if (position == bytes.length) {
                throw new AssertionError("it waits for what never comes");
            }
            return bytes[position++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position == bytes.length) {
                throw new AssertionError("it waits for what never comes");
            }
            int count = Math.min(Math.min(length, 1_000), bytes.length - position);
            System.arraycopy(bytes, position, target, offset, count);
            position += count;
            return count;
        }
    }

    private static long allocatedBy(Runnable action) {
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        action.run();
        return THREADS.getThreadAllocatedBytes(id) - before;
    }

    // ---- work

    /** As a list it was written, so that the writer asks for no hash. */
    private static byte[] immutable(int kind, List<?> parts) {
        byte[] message = honest(List.copyOf(parts));
        byte[] tag = {0x78, 0x70, 0, 0, 0, 1, 0x77, 4};
        for (int i = 0; ; i++) {
            if (Arrays.equals(message, i, i + tag.length, tag, 0, tag.length)) {
                message[i + 5] = (byte) kind;
                return message;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void immutableTablesOfOneHashAreRefused(int kind) throws Exception {
        List<String> texts = collisions(12);
        assertThatThrownBy(() -> read(immutable(kind, texts)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("a table whose elements' hashes lie side by side");
        for (int i = 0; i < 3; i++) { // by a stream, and then by hand
            assertThat(read(honest(Set.of(1, 2, "x")))).isEqualTo(Set.of(1, 2, "x"));
            assertThat(read(honest(Set.copyOf(range(5_000))))).isEqualTo(Set.copyOf(range(5_000)));
            assertThat(read(honest(Map.of(1, "a", 2, "b")))).isEqualTo(Map.of(1, "a", 2, "b"));
            assertThat(read(honest(List.of(1, "x")))).isEqualTo(List.of(1, "x"));
            assertThat(read(honest(Stream.of(1, null).toList()))).isEqualTo(Arrays.asList(1, null));
            assertThatThrownBy(() -> read(immutable(2, List.of("a", "a")))).isInstanceOf(UnmarshalException.class);
            assertThatThrownBy(() -> read(immutable(3, List.of("a", "b", "c")))).isInstanceOf(UnmarshalException.class);
            assertThatThrownBy(() -> read(immutable(9, List.of("a")))).isInstanceOf(UnmarshalException.class);
        }
    }

    private static List<Integer> range(int end) {
        return java.util.stream.IntStream.range(0, end).boxed().toList();
    }

    /** Three lists of three hundred and forty: their hash takes forty million steps, and each key of the table asks for it. */
    @Test
    void immutableTablesOfHeavyKeysAreGivenUp() {
        Object heavy = null;
        for (int i = 0; i < 3; i++) {
            heavy = new ArrayList<>(Collections.nCopies(340, heavy));
        }
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            keys.add(new ArrayList<>(Arrays.asList(heavy, i)));
        }
        byte[] message = immutable(2, keys);
        assertThatThrownBy(() -> marshaller(Duration.ofMillis(300))
                        .readArguments(
                                new ByteArrayInputStream(message), 0, Wires.method(type, "any"), type, Wires.ROUTE))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("wire.decoding-time");
    }

    @Test
    void arraysOfManyDimensionsAreNoClassesThatAnybodyNeeds() throws Exception {
        assertThat(read(honest(new Integer[0][][][]))).isInstanceOf(Integer[][][][].class);
        assertThatThrownBy(() -> read(honest(new Integer[0][][][][][][][][])))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("HEARTH-CLASS: ");
    }

    @Test
    void setsThatHoldEachOtherAreRefused() {
        Forgery ladder = Forgery.stream();
        rung(ladder, 13, 12, new int[] {0});
        assertThatThrownBy(() -> strictly(ladder.written()))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-LIMIT: the number of objects met in a walk through");
    }

    /**
     * A set that holds the set below by itself, and in further sets; its hash needs the lowest once for each way down.
     *
     * @param handles the handle that was given last
     * @return the set's handle
     */
    private static int rung(Forgery ladder, int level, int width, int[] handles) {
        int handle = set(ladder, level == 0 ? 0 : width, handles);
        if (level > 0) {
            int below = rung(ladder, level - 1, width, handles);
            for (int i = 1; i < width; i++) {
                set(ladder, 2, handles);
                ladder.back(below).text("s" + i).end();
                handles[0]++;
            }
        }
        ladder.end();
        return handle;
    }

    private static int set(Forgery stream, int size, int[] handles) {
        if (handles[0] == 0) {
            stream.object().wholeType(HashSet.class, Forgery.WRITE_METHOD);
        } else {
            stream.object().back(0);
        }
        claim(stream, 64, Float.floatToIntBits(0.75f), size);
        return ++handles[0];
    }

    @Test
    void listsThatHoldEachOtherAreRefused() {
        Object rung = "bottom";
        for (int i = 0; i < 12; i++) {
            rung = new ArrayList<>(Collections.nCopies(12, rung));
        }
        Object top = rung;
        assertThatThrownBy(() -> strictly(honest(top)))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-LIMIT: the number of objects met in a walk through");
    }

    /** Written as the list itself; here nobody asks for its hash. */
    private static final class SameElements implements Serializable {
        private final List<Object> elements;

        SameElements(List<Object> elements) {
            this.elements = elements;
        }

        private Object writeReplace() {
            return new ArrayList<>(elements);
        }
    }

    @Test
    void recordsAndOwnClassesOnTheWayDownCountToo() {
        Object rung = "bottom";
        for (int i = 0; i < 5; i++) {
            rung = new Own.Pair(new ArrayList<>(Collections.nCopies(200, rung)), rung);
        }
        Object top = rung;
        byte[] message = honest(new Object[] {top});
        assertThatThrownBy(() -> strictly(message))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-LIMIT: the number of objects met in a walk through");
    }

    @Test
    void sharedObjectsComeWhereNobodyWouldWalkForEver() throws Exception {
        List<String> shared = new ArrayList<>(List.of("a", "b", "c"));
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(new HashMap<>(Map.of("columns", shared, "row", i)));
        }
        assertThat(read(honest(rows))).isEqualTo(rows);
    }

    @Test
    void keysOfOneHashEndWithTheTimeThatTheyMayTake() {
        List<String> keys = collisions(12);
        byte[] message = honest(collidingLists(keys));
        assertThatThrownBy(() -> marshaller(Duration.ofMillis(5))
                        .readArguments(
                                new ByteArrayInputStream(message), 0, Wires.method(type, "any"), type, Wires.ROUTE))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("wire.decoding-time");
    }

    private static Object collidingLists(List<String> keys) {
        Set<Object> lists = new HashSet<>();
        keys.forEach(key -> lists.add(new SameElements(new ArrayList<>(List.of(key)))));
        return lists;
    }

    /** Texts of one hash: 2 to the power of so many. */
    private static List<String> collisions(int pairs) {
        List<String> texts = List.of("");
        for (int i = 0; i < pairs; i++) {
            texts = texts.stream()
                    .flatMap(text -> Stream.of(text + "Aa", text + "BB"))
                    .toList();
        }
        return texts;
    }

    // ---- descriptions

    @Test
    void aChainOfSuperclassesIsNotFollowedForEver() {
        Forgery chain = Forgery.stream().object();
        for (int i = 0; i < 10_000; i++) {
            chain.type(Own.Node.class.getName(), 1, Forgery.PLAIN, List.of())
                    .nothing()
                    .end();
        }
        assertThatThrownBy(() -> read(chain.written()))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("wire.depth");
    }

    @Test
    void aClassWithMoreFieldsThanAreSentTakesNoMemory() {
        byte[] message = Forgery.stream()
                .object()
                .bytes(0x72, 0, 16)
                .add("java.util.Vector".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .add(new byte[8])
                .bytes(2, 0x7f, 0xff)
                .written();
        long allocated =
                allocatedBy(() -> assertThatThrownBy(() -> read(message)).isInstanceOf(IOException.class));
        assertThat(allocated).isLessThan(A_FEW_MEGABYTES);
    }

    @Test
    void aProxyOfThousandsOfInterfacesIsRefused() {
        String[] many = new String[65_535];
        Arrays.fill(many, "java.rmi.Remote");
        byte[] message = Forgery.stream()
                .object()
                .proxyType(many)
                .nothing()
                .end()
                .nothing()
                .written();
        assertThatThrownBy(() -> read(message))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("a proxy of 65535 interfaces");
    }

    @Test
    void aVeryLongClassNameIsRefusedShortly() {
        String name = "java.lang." + "x".repeat(60_000);
        assertThatThrownBy(() -> read(
                        Forgery.stream().object().type(name, 1, Forgery.PLAIN).written()))
                .isInstanceOf(UnmarshalException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(1_000));
    }

    @Test
    void annotationsDoNotNest() {
        Forgery nested = Forgery.stream();
        for (int i = 0; i < 50_000; i++) {
            nested.object().type(ArrayList.class, Forgery.WRITE_METHOD);
        }
        assertThatThrownBy(() -> read(nested.written()))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageStartingWith("HEARTH-CLASS: java.util.ArrayList as the annotation of a class");
    }

    @Test
    void resetsWithoutEndEndWithTheMessage() {
        byte[] resets = new byte[1 << 20];
        Arrays.fill(resets, (byte) 0x79);
        assertThatThrownBy(() -> read(resets)).isInstanceOf(IOException.class);
    }

    @Test
    void blocksWhereAnObjectBelongsAreRefused() {
        assertThatThrownBy(() -> read(Forgery.stream().block(1, 2, 3).text("x").written()))
                .isInstanceOf(UnmarshalException.class);
    }

    @Test
    void deepNestingIsRefusedInEveryForm() {
        Forgery arrays = Forgery.stream();
        Forgery nodes = Forgery.stream();
        for (int i = 0; i < 1_000; i++) {
            arrays.add(array(Object[].class).integer(1).written());
            nodes.object().wholeType(Own.Node.class, Forgery.PLAIN);
        }
        for (byte[] message : List.of(arrays.written(), nodes.written())) {
            assertThatThrownBy(() -> read(message))
                    .isInstanceOf(UnmarshalException.class)
                    .hasMessageContaining("wire.depth");
        }
    }

    @Test
    void hugeNumbersAreOnlyAsLongAsWhatCame() throws Exception {
        Object number = new java.math.BigDecimal(java.math.BigInteger.ONE, Integer.MIN_VALUE);
        assertThat(read(honest(new HashSet<>(List.of(number))))).isEqualTo(Set.of(number));
    }

    @Test
    void aReadObjectThatCatchesARefusalGetsNothingThrough() {
        byte[] message = Forgery.stream()
                .object()
                .wholeType(Own.Forgiving.class, Forgery.WRITE_METHOD)
                .add(array(int[].class).integer(HUGE * 8).written())
                .end()
                .written();
        InputStream endless = new SequenceInputStream(new ByteArrayInputStream(message), Zeros.endless());
        assertThatThrownBy(() -> read(endless, "any"))
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("wire.array-length");
    }

    private static final class Zeros extends InputStream {
        static InputStream endless() {
            return new Zeros();
        }

        @Override
        public int read() {
            return 0x70;
        }
    }

    @Test
    void mapsOfEnumsTakeWhatTheirEnumTakes() throws Exception {
        Map<Object, Object> maps = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            maps.put(i, new EnumMap<>(Map.of(Own.Colour.RED, i)));
        }
        assertThat(read(honest(maps))).isEqualTo(maps);
    }
}
