package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.config.HearthConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamConstants;
import java.io.SequenceInputStream;
import java.io.Serializable;
import java.io.UTFDataFormatException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arguments that are read by hand are, whatever the bytes, what an object stream would have made of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainReaderPropertyTest {

    private static final byte[] NEXT_MESSAGE = {0x50, 1, 2, 3};

    enum Mood {
        CALM,
        WILD {
            @Override
            public String toString() {
                return "very";
            }
        }
    }

    static class Unserializable {
        transient int made = 3;
    }

    static class Base extends Unserializable implements Serializable {
        private static final long serialVersionUID = 4;
        boolean flag;
        byte small;
        char letter;
        Object any;
        transient int forgotten = 5;
    }

    static final class Derived extends Base {
        private static final long serialVersionUID = 5;
        final short number;
        final int whole;
        final long large;
        final float approximate;
        final double precise;
        final String text;
        final Object[] more;
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

    /** Its components stand in the stream in another order. */
    record Pair(Object left, int between, Object right) implements Serializable {
        static boolean lenient;

        Pair {
            if (between == Integer.MIN_VALUE && !lenient) {
                throw new IllegalArgumentException("too little");
            }
        }
    }

    record Nothing() implements Serializable {}

    static final class Reads implements Serializable {
        private static final long serialVersionUID = 1;
        private String text = "x";

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            text = text + " read";
        }
    }

    static final class Resolves implements Serializable {
        private static final long serialVersionUID = 1;

        private Object readResolve() {
            return "resolved";
        }
    }

    static final class Throws implements Serializable {
        private static final long serialVersionUID = 1;

        static boolean silent;

        @Override
        public int hashCode() {
            if (!silent) {
                throw new IllegalStateException("no hash");
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }
    }

    interface Service extends Remote {
        void take(int before, Object value, String text, long behind, List<Object> list) throws RemoteException;
    }

    static final class ServiceObject implements Service {
        @Override
        public void take(int before, Object value, String text, long behind, List<Object> list) {}
    }

    private final Codec codec =
            new Codec(Wires.settings(), new FakeReferences(), new ObjectIds(new byte[16]), port -> false);
    private final StreamMarshaller marshaller = new StreamMarshaller(codec, new NoCalls());
    private final HostedType taught = type();
    private final HostedMethod method = Wires.method(taught, "take");

    private HostedType type() {
        return Wires.type(ServiceObject.class, getClass().getClassLoader(), name -> name.startsWith("dev.hearth."));
    }

    /** An object stream has met every class that the graphs are made of. */
    @BeforeAll
    void teach() throws Exception {
        List<Object> all = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            all.add(new Graph(new Random(-1 - seed)).value(3));
        }
        all.addAll(List.of(new long[1], new Pair[1], new Object[1], new LinkedList<>(), new Alike(1), new Parent()));
        all.addAll(List.of(new Reads(), new Resolves(), new Throws(), Mood.WILD, new Nothing()));
        byStream(message(all), method, taught);
    }

    // ---- the same values

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void valuesAreThoseOfAnObjectStream(long seed) throws Exception {
        byte[] message = message(new Graph(new Random(seed)).value(0));
        byStream(message, method, taught); // with classes that the lesson had by chance not
        Object[] byHand = byHand(message);
        assertThat(byHand).as("read by hand").isNotNull();
        assertThat(bytes(byHand)).isEqualTo(bytes(byStreamOfOthers(message)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aCodebaseIsReadAndForgotten(long seed) throws Exception {
        byte[] message = message("http://host/code.jar", new Graph(new Random(seed)).value(0));
        byStream(message, method, taught); // with classes that the lesson had by chance not
        Object[] byHand = byHand(message);
        assertThat(byHand).as("read by hand").isNotNull();
        assertThat(bytes(byHand)).isEqualTo(bytes(byStreamOfOthers(message)));
    }

    @Test
    void anAnnotationThatIsNoTextIsRefused() throws Exception {
        bothRefuse(message(new ArrayList<>(List.of("x")), new Pair(1, 2, 3)));
    }

    /** Bytes that are wrong here and there, or end too early: the same value, or the same refusal. */
    @ParameterizedTest
    @MethodSource("seeds")
    void brokenMessagesEndAsInAnObjectStream(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] whole = message(new Graph(random).value(3));
        for (int i = 0; i < 30; i++) {
            byte[] broken = random.nextInt(6) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int k = random.nextInt(3); k >= 0 && broken.length > 0; k--) {
                broken[random.nextInt(broken.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt() : 0x70 + random.nextInt(15));
            }
            assertThat(outcome(() -> byMarshaller(broken))).isEqualTo(outcome(() -> byStreamOfOthers(broken)));
        }
    }

    @Test
    void circlesAreClosed() throws Exception {
        Derived first = new Derived(new Random(1), "first", new Object[1]);
        first.next = first;
        first.more[0] = first;
        Derived read = (Derived) byHand(message(first))[1];
        assertThat(read.next).isSameAs(read);
        assertThat(read.more[0]).isSameAs(read);
        assertThat(read.made)
                .as("set by the constructor of what is not serializable")
                .isEqualTo(3);
        assertThat(read.forgotten).as("set by none").isZero();
    }

    @Test
    void tablesKeepTheirOrder() throws Exception {
        for (int size = 0; size < 200; size++) {
            Map<Object, Object> map = new HashMap<>();
            Set<Object> set = new HashSet<>();
            for (int i = 0; i < size; i++) {
                map.put("key" + i * 31, 1_000 + i); // no number that boxing shares
                set.add("key" + i * 31);
            }
            byte[] message = message(new ArrayList<>(List.of(map, set, new LinkedHashSet<>(set))));
            assertThat(bytes(byHand(message))).isEqualTo(bytes(byStreamOfOthers(message)));
        }
    }

    // ---- what is left to the stream

    static Stream<Object> unusual() {
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        LinkedHashMap<Object, Object> byAccess = new LinkedHashMap<>(16, 0.75f, true);
        byAccess.put("a", 1);
        return Stream.of(
                new Reads(),
                new Resolves(),
                unhashable(),
                tooLittle(),
                byAccess,
                new HashMap<>(64, 0.5f),
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
                new ConcurrentSkipListMap<>(Map.of(1, 2)),
                ZonedDateTime.parse("2026-01-01T00:00:00Z[Europe/Berlin]"),
                "x".repeat(70_000),
                new byte[Tape.LONGEST],
                new ArrayList<>(Collections.nCopies(Tape.LONGEST, null)),
                deep);
    }

    /** Whose hash is asked for when it is read, and not when it is made. */
    private static Object unhashable() {
        Throws key = new Throws();
        Throws.silent = true;
        try {
            return new HashMap<>(Map.of(key, 1));
        } finally {
            Throws.silent = false;
        }
    }

    /** Which its constructor takes here only. */
    private static Object tooLittle() {
        Pair.lenient = true;
        try {
            return new Pair(1, Integer.MIN_VALUE, 2);
        } finally {
            Pair.lenient = false;
        }
    }

    @ParameterizedTest
    @MethodSource("unusual")
    void whatIsUnusualIsReadByAnObjectStream(Object unusual) throws Exception {
        byte[] message = message(new Pair("before", 1, unusual));
        assertThat(byHand(message)).isNull();
        assertThat(outcome(() -> byMarshaller(message))).isEqualTo(outcome(() -> byStreamOfOthers(message)));
    }

    @Test
    void classesThatNoStreamHasLetInAreUnusual() throws Exception {
        HostedType fresh = type();
        MethodPlan plan = codec.plan(Wires.method(fresh, "take"), fresh);
        byte[] message = message(new Pair(1, 2, 3));
        assertThat(new PlainReader(input(message), 4, plan, codec.limits(plan.filter())).read())
                .isNull();
    }

    // ---- messages that no client sends

    /** An object of this class, which is described as the JDK describes it. */
    private static byte[] forged(int tag, Class<?> type, int flags, byte[] data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(42);
        out.write(tag);
        out.write(ObjectStreamConstants.TC_CLASSDESC);
        out.writeUTF(type.getName());
        out.writeLong(
                (flags & ObjectStreamConstants.SC_ENUM) != 0
                        ? 0
                        : ObjectStreamClass.lookup(type).getSerialVersionUID());
        out.write(flags);
        out.writeShort(0);
        out.write(ObjectStreamConstants.TC_NULL);
        out.write(ObjectStreamConstants.TC_ENDBLOCKDATA);
        out.write(ObjectStreamConstants.TC_NULL);
        out.write(data);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        byte[] whole = message(null);
        rest.write(whole, 5, whole.length - 5);
        out.write(rest.toByteArray());
        return bytes.toByteArray();
    }

    private void bothRefuse(byte[] message) {
        String refusal = outcome(() -> byStreamOfOthers(message));
        assertThat(refusal).startsWith("java.rmi.UnmarshalException");
        assertThat(byHandOrFailed(message)).isNull();
        assertThat(outcome(() -> byMarshaller(message))).isEqualTo(refusal);
        assertThat(outcome(() -> byMarshaller(message))).as("once more").isEqualTo(refusal);
    }

    /** Such a text would have no characters, not even none, and end the JVM. */
    @Test
    void aTextIsNoObjectOfItsClass() throws Exception {
        codec.plan(method, taught).filter().wasRead(Map.of("java.lang.String", String.class));
        bothRefuse(forged(
                ObjectStreamConstants.TC_OBJECT, String.class, ObjectStreamConstants.SC_SERIALIZABLE, new byte[0]));
    }

    @Test
    void aConstantIsNoObjectOfItsBodysClass() throws Exception {
        Class<?> body = Mood.WILD.getClass();
        codec.plan(method, taught).filter().wasRead(Map.of(body.getName(), body));
        byte[] name = {ObjectStreamConstants.TC_STRING, 0, 4, 'W', 'I', 'L', 'D'};
        int flags = ObjectStreamConstants.SC_SERIALIZABLE | ObjectStreamConstants.SC_ENUM;
        assertThat(byHandOrFailed(forged(ObjectStreamConstants.TC_OBJECT, body, flags, name)))
                .isNull();
        assertThat(byHandOrFailed(forged(ObjectStreamConstants.TC_ENUM, body, flags, name)))
                .isNull();
    }

    /** What bytes become of a valid message if these are put where those stand first. */
    private static byte[] changed(Object value, byte[] from, byte[] to) throws IOException {
        byte[] message = message(value);
        System.arraycopy(to, 0, message, indexOf(message, from), to.length);
        return message;
    }

    @Test
    void numbersAndCollectionsThatContradictThemselvesAreRefused() throws Exception {
        bothRefuse(changed(
                new BigInteger("1234567"), new byte[] {0, 3, 0x12, (byte) 0xd6, (byte) 0x87}, new byte[] {0, 3, 0, 0, 0
                }));
        bothRefuse(changed(
                new HashSet<>(), new byte[] {0x77, 12, 0, 0, 0, 16}, new byte[] {0x77, 12, (byte) 0x80, 0, 0, 16}));
        bothRefuse(changed(Map.of("a", 1L), new byte[] {0x77, 4, 0, 0, 0, 2}, new byte[] {0x77, 4, 0, 0, 0, 1}));
    }

    // ---- objects that others meet too early

    static final class Parent implements Serializable {
        private static final long serialVersionUID = 1;
        String name = "parent";
        final List<Object> children = new ArrayList<>();
        final Set<Object> family = new HashSet<>();

        @Override
        public int hashCode() {
            return name == null ? 17 : name.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other == this;
        }
    }

    record Child(Parent parent) implements Serializable {
        static boolean lenient = true;

        Child {
            if (!lenient) {
                Objects.requireNonNull(parent.name);
            }
        }
    }

    @Test
    void whoMeetsAnUnfinishedObjectFindsItEmpty() throws Exception {
        Parent parent = new Parent();
        parent.family.add(parent);
        byte[] hashed = message(parent);
        assertThat(outcome(() -> byMarshaller(hashed))).isEqualTo(outcome(() -> byStreamOfOthers(hashed)));
        parent.children.add(new Child(parent));
        byte[] message = message(parent);
        byStream(message, method, taught);
        Child.lenient = false;
        try {
            bothRefuse(message);
        } finally {
            Child.lenient = true;
        }
    }

    // ---- limits

    /** Messages that grow too long for being read by hand, at each of their bytes. */
    @Test
    void noByteIsLostWhereTheTapeEnds() throws Exception {
        Codec generous = new Codec(
                Wires.generous(Duration.ofMinutes(1)),
                new FakeReferences(),
                new ObjectIds(new byte[16]),
                port -> false);
        StreamMarshaller wide = new StreamMarshaller(generous, new NoCalls());
        for (int i = 0; i < 6; i++) { // five bytes for each reference back
            Object[] parts = new Object[Tape.LONGEST / 5 + 20];
            Arrays.fill(parts, 0, parts.length - 60, "x".repeat(i));
            for (int k = parts.length - 60; k < parts.length; k++) {
                parts[k] = k % 3 == 0 ? null : k % 3 == 1 ? "t" + k : (Object) (1_000L + k);
            }
            byte[] message = message(parts);
            codec.plan(method, taught).plainArguments().ended(true);
            Object[] read = wide.readArguments(input(message), Integer.BYTES, method, taught, Wires.ROUTE);
            assertThat((Object[]) read[1]).containsExactly(parts);
        }
    }

    @Test
    void referencesBackCountAsWork() throws Exception {
        Codec hasty = new Codec(
                Wires.generous(Duration.ZERO), new FakeReferences(), new ObjectIds(new byte[16]), port -> false);
        Object[] parts = new Object[5_000];
        Arrays.fill(parts, new ArrayList<>());
        MethodPlan plan = codec.plan(method, taught);
        assertThatThrownBy(() -> new PlainReader(input(message(parts)), 4, plan, hasty.limits(plan.filter())).read())
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("wire.decoding-time");
    }

    /** A few bytes that claim much are left to the stream, which waits until as much has come. */
    @Test
    void claimsAreNotBelieved() throws Exception {
        for (Object value : List.of(new Object[0], new ArrayList<>(), new byte[0])) {
            byte[] message = message(value);
            int length = indexOf(message, new byte[] {0x78, 0x70, 0, 0, 0, 0}) + 2;
            assertThat(byHand(message)).isNotNull();
            message[length + 1] = 3;
            assertThat(byHandOrFailed(message)).isNull();
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; ; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
    }

    /** Each claims a megabyte for a few bytes. */
    @Test
    void manyClaimsAreAddedUp() throws Exception {
        Object[] nested = null;
        for (int i = 0; i < 4; i++) {
            nested = new Object[] {nested};
        }
        byte[] message = message(nested);
        for (int i = 0; i < message.length - 5; i++) {
            if (message[i] == 0x71 && message[i + 5] == 0 && message[i + 8] == 1) {
                message[i + 6] = 3;
            }
        }
        assertThat(byHandOrFailed(message)).isNull();
    }

    /** Whether it passes the limit only the stream says: it counts some collections and others not. */
    @Test
    void whatMayBeOverALimitIsLeftToTheStream() throws Exception {
        Codec strict = new Codec(
                Wires.settings(List.of(), 64, Duration.ofSeconds(20)),
                new FakeReferences(),
                new ObjectIds(new byte[16]),
                port -> false);
        StreamMarshaller reading = new StreamMarshaller(strict, new NoCalls());
        MethodPlan plan = codec.plan(method, taught);
        Map<Object, Object> table = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            table.put("key" + i, 1_000 + i);
        }
        for (Object value : List.of(
                new long[65],
                new Object[65],
                new ArrayList<>(Collections.nCopies(65, 1)),
                new LinkedList<>(Collections.nCopies(65, 1)),
                new TreeMap<>(Map.of("a", new long[65])),
                table,
                new HashSet<>(table.keySet()))) {
            byte[] message = message(value);
            assertThat(new PlainReader(input(message), 4, plan, strict.limits(plan.filter())).read())
                    .as("%s", value)
                    .isNull();
            HostedType fresh = type();
            HostedMethod other = Wires.method(fresh, "take");
            plan.plainArguments().ended(true);
            assertThat(outcome(() ->
                            reading.readArguments(new ByteArrayInputStream(message), 4, method, taught, Wires.ROUTE)))
                    .isEqualTo(outcome(() ->
                            reading.readArguments(new ByteArrayInputStream(message), 4, other, fresh, Wires.ROUTE)));
        }
    }

    /** Also of what is described and not asked for: superclasses, annotations, the locks of a concurrent map. */
    @Test
    void byHandNoMoreAndNothingDeeperComesInThanByAStream() throws Exception {
        Random random = new Random(23);
        int accepted = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] message = round % 2 == 0
                    ? message(new Graph(random).value(0))
                    : message(nested(
                            random.nextInt(6), random.nextBoolean() ? 5 : new ConcurrentHashMap<>(Map.of(1, 2L))));
            HearthConfig.Wire narrow = Wires.narrow(1 + random.nextInt(12), 1 + random.nextInt(80));
            Codec strict = new Codec(narrow, new FakeReferences(), new ObjectIds(new byte[16]), port -> false);
            MethodPlan plan = codec.plan(method, taught);
            Object[] read = null;
            try {
                read = new PlainReader(input(message), Integer.BYTES, plan, strict.limits(plan.filter())).read();
            } catch (UnmarshalException refused) {
                assertThat(refused).hasMessageStartingWith("HEARTH-LIMIT: ");
            }
            if (read != null) {
                accepted++;
                HostedType fresh = type();
                HostedMethod other = Wires.method(fresh, "take");
                assertThat(new StreamMarshaller(strict, new NoCalls())
                                .readArguments(input(message), Integer.BYTES, other, fresh, Wires.ROUTE))
                        .as("round %s", round)
                        .hasSameSizeAs(read);
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    private static Object nested(int levels, Object innermost) {
        Object nested = innermost;
        for (int i = 0; i < levels; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        return nested;
    }

    /** Its own order, which would take for ever. */
    record Endless(int number) implements Serializable, Comparable<Endless> {
        static boolean compares;

        @Override
        public int compareTo(Endless other) {
            if (compares) {
                throw new IllegalStateException("nobody is to ask");
            }
            return Integer.compare(number, other.number);
        }
    }

    @Test
    void noKeysAreComparedWhenAMapIsRead() throws Exception {
        TreeMap<Object, Object> map =
                new TreeMap<>(Map.of(new Endless(1), "a", new Endless(2), "b", new Endless(3), "c"));
        byte[] message = message(map);
        byStream(message, method, taught);
        Endless.compares = true;
        try {
            Object[] byHand = byHand(message);
            assertThat(byHand).isNotNull();
            assertThat(bytes(byHand)).isEqualTo(bytes(byStreamOfOthers(message)));
        } finally {
            Endless.compares = false;
        }
    }

    /** Keys that are alike take a time that grows with the square of their number. */
    record Alike(int number) implements Serializable {
        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void longWorkIsEnded() throws Exception {
        Codec hasty = new Codec(
                Wires.generous(Duration.ZERO), new FakeReferences(), new ObjectIds(new byte[16]), port -> false);
        Map<Object, Object> map = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            map.put(new Alike(i), 1);
        }
        byte[] message = message(map);
        byStream(message, method, taught);
        MethodPlan plan = codec.plan(method, taught);
        assertThatThrownBy(() -> new PlainReader(input(message), 4, plan, hasty.limits(plan.filter())).read())
                .isInstanceOf(UnmarshalException.class)
                .hasMessageContaining("wire.decoding-time");
    }

    @Test
    void aBrokenConnectionIsNoRefusal() throws Exception {
        byte[] message = message(new Pair(1, 2, 3));
        for (int length = 0; length < message.length; length++) {
            byte[] half = Arrays.copyOf(message, length);
            assertThatThrownBy(() -> byHand(new ByteArrayInputStream(half))).isInstanceOf(EOFException.class);
        }
    }

    // ---- both ways

    /** As a client sends it: from what is left of the header's block on. */
    private static byte[] message(Object value) throws IOException {
        return message(null, value);
    }

    private static byte[] message(Object codebase, Object value) throws IOException {
        ClientStream.Arguments arguments = ClientStream.of(codebase, out -> {
            out.writeInt(42);
            out.writeObject(value);
            out.writeObject("text");
            out.writeLong(4711);
            out.writeObject(new ArrayList<>(Arrays.asList(value, "text")));
        });
        assertThat(arguments.blockBytes()).isEqualTo(Integer.BYTES);
        return arguments.in().readAllBytes();
    }

    private static InputStream input(byte[] message) {
        return new SequenceInputStream(new ByteArrayInputStream(message), new ByteArrayInputStream(NEXT_MESSAGE));
    }

    private Object[] byHand(byte[] message) throws IOException {
        InputStream in = input(message);
        Object[] values = byHand(in);
        if (values != null) {
            assertThat(in.readAllBytes()).as("what follows").isEqualTo(NEXT_MESSAGE);
        }
        return values;
    }

    private Object[] byHand(InputStream in) throws IOException {
        MethodPlan plan = codec.plan(method, taught);
        return new PlainReader(in, Integer.BYTES, plan, codec.limits(plan.filter())).read();
    }

    private Object[] byHandOrFailed(byte[] message) {
        try {
            return byHand(message);
        } catch (IOException refused) {
            return null;
        }
    }

    /** By hand, or else by a stream that begins again. */
    private Object[] byMarshaller(byte[] message) throws Exception {
        codec.plan(method, taught).plainArguments().ended(true);
        return marshaller.readArguments(new ByteArrayInputStream(message), Integer.BYTES, method, taught, Wires.ROUTE);
    }

    /** By a stream of a method that no message was read for. */
    private Object[] byStreamOfOthers(byte[] message) throws Exception {
        HostedType fresh = type();
        return byStream(message, Wires.method(fresh, "take"), fresh);
    }

    private Object[] byStream(byte[] message, HostedMethod method, HostedType type) throws Exception {
        Habit habit = codec.plan(method, type).plainArguments();
        for (int i = 0; i < 5; i++) {
            habit.ended(false);
        }
        habit.worthWhile();
        assertThat(habit.worthWhile()).isFalse();
        return marshaller.readArguments(new ByteArrayInputStream(message), Integer.BYTES, method, type, Wires.ROUTE);
    }

    private interface Attempt {
        Object[] make() throws Exception;
    }

    /** What became of it, in a form that can be compared. */
    private static String outcome(Attempt attempt) {
        try {
            return HexFormat.of().formatHex(bytes(attempt.make()));
        } catch (Exception failed) {
            Throwable cause = failed.getCause();
            if (failed instanceof EOFException || cause instanceof UTFDataFormatException) {
                return "no text, or not all of it"; // by hand the whole text is awaited first
            }
            return failed + (cause == null ? "" : " because of " + cause.getClass());
        }
    }

    private static byte[] bytes(Object[] values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(values);
        }
        return bytes.toByteArray();
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
            return switch (random.nextInt(20)) {
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
                case 13 -> Mood.values()[random.nextInt(2)];
                case 14 -> new Nothing();
                case 15, 16 -> numbers();
                case 17 -> time();
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
                case 6 -> new short[] {1, -2};
                default -> new byte[random.nextInt(3_000)];
            };
        }

        private String text() {
            if (random.nextInt(6) == 0) {
                return "CALM"; // the very text that names a constant
            }
            int length = random.nextInt(30) == 0 ? 20_000 : random.nextInt(20);
            int range = List.of(0x7f, 0x7ff, 0xffff).get(random.nextInt(3));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append((char) random.nextInt(range + 1));
            }
            return text.toString();
        }

        private Object inner(int depth) {
            switch (random.nextInt(9)) {
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
                case 4 -> {
                    return Stream.<Map<Object, Object>>of(
                                    new HashMap<>(), new LinkedHashMap<>(), new TreeMap<>(), new ConcurrentHashMap<>())
                            .skip(random.nextInt(4))
                            .peek(map -> fill(map, depth))
                            .findFirst()
                            .orElseThrow();
                }
                case 5 -> {
                    Set<Object> set = random.nextBoolean() ? new HashSet<>() : new LinkedHashSet<>();
                    for (int i = random.nextInt(20); i > 0; i--) {
                        set.add(random.nextBoolean() ? text() : random.nextInt());
                    }
                    return set;
                }
                case 6 -> {
                    Object[] parts = Stream.generate(() -> random.nextLong())
                            .limit(random.nextInt(5))
                            .toArray();
                    return random.nextBoolean() ? List.of(parts) : Set.of(parts);
                }
                case 7 -> {
                    return Map.of(text() + 1, random.nextInt(), text() + 2, new Nothing());
                }
                default -> {
                    Derived derived = new Derived(random, text(), new Object[] {value(depth)});
                    derived.any = value(depth);
                    derived.letter = 'x';
                    derived.next = random.nextInt(3) == 0 ? derived : null;
                    return derived;
                }
            }
        }

        private void fill(Map<Object, Object> map, int depth) {
            for (int i = random.nextInt(7); i > 0; i--) {
                Object value = value(depth);
                map.put(text(), value == null && map instanceof ConcurrentHashMap ? "none" : value);
            }
        }
    }
}
