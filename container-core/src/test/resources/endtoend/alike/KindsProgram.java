package alike;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.rmi.MarshalledObject;
import java.rmi.registry.LocateRegistry;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.stream.*;

/** Calls every method of {@link Kinds} with values of every kind. Each case says what it saw. */
public final class KindsProgram {

    private static Kinds kinds;

    private KindsProgram() {}

    private static Kinds kinds() throws Exception {
        if (kinds == null) {
            kinds = (Kinds)
                    LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("kinds");
        }
        return kinds;
    }

    /** The names of all cases. */
    public static String cases() {
        return Stream.of(KindsProgram.class.getMethods())
                .filter(method -> method.getReturnType() == String.class && method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !name.equals("cases") && !name.equals("toString"))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /** A case's result, or all of what it throws. */
    public static String outcome(String name) throws Exception {
        try {
            return (String) KindsProgram.class.getMethod(name).invoke(null);
        } catch (java.lang.reflect.InvocationTargetException thrown) {
            return "THREW " + Show.of(thrown.getCause());
        }
    }

    private interface Step {
        Object take() throws Exception;
    }

    private static String each(Step... steps) {
        return Stream.of(steps)
                .map(step -> {
                    try {
                        return Show.of(step.take());
                    } catch (Exception thrown) {
                        return "threw " + Show.of(thrown);
                    }
                })
                .collect(Collectors.joining(" | "));
    }

    /** Sends each value there and back, and says what the server and what the client saw. */
    private static String around(Object... values) {
        return Stream.of(values)
                .map(value -> each(() -> kinds().seen(value), () -> kinds().echo(value)))
                .collect(Collectors.joining(" || "));
    }

    // methods

    public static String overloads() throws Exception {
        Values.Right right = kinds();
        Left left = kinds();
        return each(
                () -> kinds().same(),
                () -> right.same(),
                () -> left.same(),
                () -> kinds().over(1),
                () -> kinds().over(1L),
                () -> kinds().over("x"),
                () -> kinds().over((Object) "x"),
                () -> left.over(2),
                () -> right.over(2));
    }

    public static String covariantResults() throws Exception {
        Values.Right right = kinds();
        Left left = kinds();
        return each(() -> kinds().narrowed(), () -> right.narrowed(), () -> left.narrowed());
    }

    public static String typeParameters() throws Exception {
        Typed<String, Values.Declared> typed = kinds();
        return each(
                () -> typed.typed("a"),
                () -> kinds().typed("b"),
                () -> kinds().typed(""),
                () -> typed.listed("c", List.of("d", 5, new Values.Point(1, 1))),
                () -> kinds().typed(null));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static String wrongTypeThroughARawInterface() throws Exception {
        Typed raw = kinds();
        return each(() -> raw.typed(5) == null);
    }

    /** What these write are other things than their fields. */
    public static String declaredTypesOfTheJdk() throws Exception {
        java.net.InetAddress old = java.net.InetAddress.getByName("127.0.0.1");
        java.net.InetAddress newer = java.net.InetAddress.getByName("::1");
        return each(
                () -> kinds().written(new StringBuffer("a"), new StringBuilder("b")),
                () -> kinds().written(java.math.MathContext.DECIMAL32),
                () -> kinds().written(old, new java.net.InetSocketAddress(newer, 80)),
                () -> kinds().written(newer, java.net.InetSocketAddress.createUnresolved("nowhere", 1)));
    }

    public static String defaultMethod() {
        return each(() -> kinds().byDefault("x"));
    }

    public static String primitives() {
        return each(
                () -> kinds().flip(true),
                () -> kinds().less(Byte.MIN_VALUE),
                () -> kinds().less(Short.MIN_VALUE),
                () -> kinds().less((char) 0),
                () -> kinds().less(Integer.MIN_VALUE),
                () -> kinds().less(Long.MIN_VALUE),
                () -> kinds().less(Float.MIN_VALUE),
                () -> kinds().less(Float.NaN),
                () -> kinds().less(Double.NEGATIVE_INFINITY),
                () -> kinds().less(-0.0));
    }

    public static String primitivesBetweenObjects() {
        return each(
                () -> kinds().mixed(
                                (byte) 1,
                                new Values.Point(1, 2),
                                'c',
                                "s",
                                (short) 2,
                                3,
                                new long[] {4},
                                5,
                                Values.Colour.GREEN,
                                6f,
                                7,
                                8,
                                true),
                () -> kinds().mixed((byte) 1, null, 'c', null, (short) 2, 3, null, 5, null, 6f, 7, null, false));
    }

    public static String nothingAtAll() throws Exception {
        kinds().nothing();
        kinds().nothing(null);
        kinds().nothing(new Object[] {null});
        return "nothing";
    }

    public static String varargs() {
        return each(
                () -> kinds().joined("a"),
                () -> kinds().joined("a", "b", null),
                () -> kinds().joined("a", (String[]) null),
                () -> kinds().seenAll(),
                () -> kinds().seenAll(1, "b", new Object[] {'c'}),
                () -> kinds().colours(Values.Colour.values()),
                () -> kinds().colours());
    }

    public static String genericMethods() {
        return each(
                () -> kinds().most(List.of(3, 5, 4)),
                () -> kinds().most(List.of(BigDecimal.TEN, BigDecimal.ONE)),
                () -> kinds().mapped("k", new Integer[] {1, null}),
                () -> kinds().mapped(Values.Colour.RED, new Values.Point[] {new Values.Point(0, 0)}),
                () -> kinds().pair(new Values.Pair<>(new Values.Point(1, 2), List.of(new Values.Point(3, 4)))),
                () -> kinds().points(Map.of("a", List.of(new Values.Point(1, 1)))));
    }

    public static String objectMethodsOfTheStub() throws Exception {
        Kinds again =
                (Kinds) LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("kinds");
        Object other = LocateRegistry.getRegistry("localhost", Integer.getInteger("port")).lookup("hub");
        Map<Object, String> map = new HashMap<>(Map.of(kinds(), "found"));
        return each(
                () -> again.equals(kinds()) && kinds().equals(again) && again != kinds(),
                () -> again.hashCode() == kinds().hashCode(),
                () -> map.get(again),
                () -> new HashSet<>(List.of(kinds(), other)).contains(again),
                () -> kinds().equals(other) || kinds().equals(null) || kinds().equals("x"),
                () -> again.toString().equals(kinds().toString()),
                () -> kinds().toString().startsWith("Proxy[Kinds,RemoteObjectInvocationHandler[UnicastRef"));
    }

    // values

    public static String nulls() {
        return each(
                () -> kinds().echo((Object) null),
                () -> kinds().grid(null),
                () -> kinds().grid(new int[][] {null, {}}),
                () -> kinds().bytes(new byte[0]),
                () -> kinds().points(null),
                () -> kinds().pair(new Values.Pair<>(null, Collections.singletonList(null))),
                () -> kinds().text(null));
    }

    public static String boxes() {
        return around((byte) 1, (short) 2, 'c', 4, 5L, 6f, 7.0, true, "text", "");
    }

    public static String arrays() {
        return around(
                new int[0],
                new boolean[] {true},
                new byte[] {1},
                new char[] {'a'},
                new short[] {2},
                new long[] {3},
                new float[] {4},
                new double[] {5},
                new int[][][] {{{1}, {}}, {}, null},
                new String[] {"a", null},
                new String[0][],
                new Object[] {1, "a", null, new Object[] {new int[] {2}}},
                new Values.Shape[] {new Values.Circle(1), new Values.Square(2), null},
                new Comparable<?>[] {"a", 1},
                new java.io.Serializable[][] {{"a"}},
                new List<?>[] {List.of(1)},
                new Values.Colour[][] {{Values.Colour.GREEN}},
                new Values.Link[2],
                new Number[] {1, 2.0, BigInteger.ONE});
    }

    public static String typedArrays() {
        return each(
                () -> kinds().grid(new int[][] {{1, 2}, {3}}),
                () -> kinds().comparables(new Comparable<?>[] {"a", 1, Values.Colour.RED}),
                () -> kinds().comparables(new String[] {"b"}));
    }

    public static String enumsAndRecords() {
        return around(
                Values.Colour.RED,
                Values.Colour.GREEN,
                TimeUnit.DAYS,
                Thread.State.NEW,
                new Values.Point(1, 2),
                new Values.Pair<>(new Values.Pair<>("a", null), List.of(Values.Colour.GREEN)),
                new Values.Box(
                        new Values.Pair<>(new Values.Point(0, 0), Values.Colour.RED),
                        new int[3],
                        List.of(new Values.Box(null, null, null))));
    }

    public static String classesThatDecideHowTheyAreWritten() {
        return around(
                new Values.External("a", new Values.External("b", Map.of("k", 1))),
                Values.Only.ONE,
                new Values.Range(1, 5),
                new Object[] {new Values.Range(2, 3)},
                new Values.Base("f"),
                new Values.Derived(new Values.Base(null)),
                new Values.Undeclared("as a value"));
    }

    public static String numbersAndDates() {
        return around(
                new BigDecimal("1.50"),
                BigInteger.TWO.pow(200),
                new Date(0),
                new java.sql.Timestamp(5),
                new java.sql.Date(0).toLocalDate(),
                new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT).getTimeZone().getID(),
                TimeZone.getTimeZone("Europe/Berlin").getID(),
                UUID.nameUUIDFromBytes(new byte[1]),
                Locale.CANADA_FRENCH,
                Currency.getInstance("EUR"),
                String.class,
                java.net.URI.create("http://a/b"),
                BitSet.valueOf(new long[] {5}));
    }

    public static String javaTime() {
        return around(
                Instant.EPOCH,
                LocalDate.EPOCH,
                LocalTime.NOON,
                LocalDateTime.MIN,
                ZonedDateTime.of(LocalDateTime.MIN, ZoneId.of("Europe/Paris")),
                OffsetDateTime.MAX,
                Duration.ofDays(1),
                Period.ofMonths(2),
                Year.of(5),
                YearMonth.of(1, 2),
                MonthDay.of(3, 4),
                ZoneOffset.UTC,
                ZoneId.of("UTC"),
                Month.MAY,
                DayOfWeek.MONDAY,
                java.time.chrono.JapaneseDate.of(2020, 1, 1),
                Clock.systemUTC());
    }

    public static String collections() {
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        return around(
                list,
                new LinkedList<>(list),
                new Vector<>(list),
                new Stack<>(),
                new ArrayDeque<>(list),
                new PriorityQueue<>(list),
                new HashSet<>(list),
                new LinkedHashSet<>(list),
                new TreeSet<>(list),
                new TreeSet<>(Comparator.reverseOrder()),
                new TreeSet<>(String.CASE_INSENSITIVE_ORDER),
                new HashMap<>(Map.of("a", list)),
                new LinkedHashMap<>(Map.of("a", 1)),
                new TreeMap<>(Map.of("a", new TreeMap<>(Map.of(1, 2)))),
                new Hashtable<>(Map.of(1, 2)),
                new IdentityHashMap<>(Map.of(1, 2)),
                new EnumMap<>(Map.of(Values.Colour.GREEN, 2)),
                EnumSet.of(Values.Colour.GREEN),
                new Properties(),
                new AbstractMap.SimpleEntry<>(1, 2),
                Map.entry(1, 2));
    }

    public static String immutableCollections() {
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        return around(
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of(1, 2),
                Map.of(1, 2, 3, 4),
                list.stream().toList(),
                Arrays.asList(1, 2),
                Collections.emptyList(),
                Collections.emptyMap(),
                Collections.emptySet(),
                Collections.singleton(1),
                Collections.singletonList(1),
                Collections.singletonMap(1, 2),
                Collections.nCopies(3, "a"));
    }

    public static String wrappedCollections() {
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        return around(
                Collections.unmodifiableList(list),
                Collections.unmodifiableList(new LinkedList<>(list)),
                Collections.unmodifiableCollection(list).size(),
                Collections.unmodifiableSet(new HashSet<>(list)),
                Collections.unmodifiableSortedSet(new TreeSet<>(list)),
                Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
                Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of(1, 2))),
                Collections.synchronizedList(list),
                Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))),
                Collections.synchronizedSet(new HashSet<>(list)),
                Collections.newSetFromMap(new HashMap<>()),
                list.subList(0, 1).size());
    }

    public static String concurrentCollections() {
        List<Integer> list = new ArrayList<>(List.of(1, 2));
        return around(
                new ConcurrentHashMap<>(Map.of(1, 2)),
                ConcurrentHashMap.newKeySet(),
                new ConcurrentSkipListMap<>(Map.of(1, 2)),
                new ConcurrentSkipListSet<>(list),
                new CopyOnWriteArrayList<>(list),
                new CopyOnWriteArraySet<>(list),
                new ConcurrentLinkedQueue<>(list),
                new ConcurrentLinkedDeque<>(list));
    }

    public static String atomics() {
        return around(
                new AtomicInteger(1),
                new AtomicLong(2),
                new AtomicBoolean(true),
                new AtomicReference<>("x"),
                new AtomicIntegerArray(new int[] {1}));
    }

    public static String queues() {
        return around(
                new LinkedBlockingQueue<>(List.of(1)),
                new LinkedBlockingDeque<>(List.of(1)),
                new PriorityBlockingQueue<>(List.of(1)),
                new LinkedTransferQueue<>(List.of(1)),
                new ArrayBlockingQueue<>(5, true, List.of(1)));
    }

    public static String sharedReferences() {
        List<Object> shared = new ArrayList<>();
        Values.Point point = new Values.Point(1, 2);
        String text = new String("text");
        return each(
                () -> kinds().seenAll(shared, shared, point, new Values.Point(1, 2), point, text, text),
                () -> {
                    Object[] back = (Object[]) kinds().returning("shared");
                    return (back[0] == back[1]) + " " + (back[0] == back[2]);
                });
    }

    public static String rings() {
        Values.Link ring = new Values.Link(1, null);
        ring.next = ring;
        Object[] array = new Object[1];
        array[0] = array;
        return each(
                () -> kinds().seen(ring),
                () -> kinds().echo(ring),
                () -> kinds().returning("ring"),
                () -> {
                    Object[] back = (Object[]) kinds().echo(array);
                    return back[0] == back;
                });
    }

    public static String evolvedClass() {
        return each(() -> kinds().older(new Values.Person()), () -> kinds().echo(new Values.Person()));
    }

    // sizes

    public static String manyBytes() {
        return each(() -> {
            byte[] bytes = new byte[20_000_000];
            new Random(1).nextBytes(bytes);
            byte[] back = kinds().bytes(bytes);
            return Arrays.hashCode(back);
        });
    }

    public static String longTexts() {
        return each(
                () -> kinds().text("a".repeat(65_535)).length(),
                () -> kinds().text("a".repeat(65_536)).length(),
                () -> kinds().text("\u00e9\u20ac\u0000\ud83d\ude00".repeat(40_000)).hashCode(),
                () -> kinds().text("\ud83d").length(),
                () -> kinds().echo((Object) "b".repeat(3_000_000)).hashCode());
    }

    public static String aMillionElements() {
        return each(
                () -> kinds().sum(IntStream.range(0, 1_000_000).boxed().toList()),
                () -> kinds().sum(new LinkedList<>(Collections.nCopies(300_000, 1))),
                () -> kinds().numbers(1_000_000).size());
    }

    public static String manyInMaps() {
        Map<Integer, String> many = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            many.put(i, "v" + i % 100);
        }
        return each(
                () -> kinds().echo(new Object[] {many}) instanceof Object[] back && many.equals(back[0]),
                () -> many.equals(kinds().echo((Object) new TreeMap<>(many))),
                () -> many.equals(kinds().echo((Object) new ConcurrentHashMap<>(many))));
    }

    public static String deepChain() {
        return each(() -> kinds().seen(Values.Link.chain(100)));
    }

    public static String deeperChain() {
        return each(() -> kinds().seen(Values.Link.chain(300)));
    }

    public static String deepResult() {
        return each(() -> kinds().returning("chain"));
    }

    public static String nestedCollections() {
        Object nested = "leaf";
        for (int i = 0; i < 12; i++) {
            nested = new ArrayList<>(List.of(nested));
        }
        return around(nested);
    }

    // what can't be, or needs a line of configuration

    public static String unfitArguments() {
        return each(
                () -> kinds().seen(new Values.Unfit()),
                () -> kinds().seen(Optional.of("x")),
                () -> kinds().seen(List.of(new Values.Holder(new Values.Unfit()))),
                () -> kinds().seen(new Thread()),
                () -> kinds().same());
    }

    public static String classOutsideOfTheList() {
        return each(
                () -> kinds().seen(new java.util.Random(5)),
                () -> kinds().marshalled(new MarshalledObject<>(new java.util.Random(5))),
                () -> kinds().seen(Collections.checkedList(new ArrayList<>(List.of(1)), Integer.class)),
                () -> kinds().same());
    }

    public static String unfitResults() {
        return each(
                () -> kinds().returning("optional"),
                () -> kinds().returning("unfit"),
                () -> kinds().returning("holder"),
                () -> kinds().same());
    }

    public static String otherResults() {
        return each(
                () -> kinds().returning("builder"),
                () -> kinds().returning("exception"),
                () -> kinds().returning("lacking"),
                () -> kinds().same());
    }

    /** The client's class does not check what the server's does. */
    public static String recordThatTheServerRefuses() {
        return each(() -> kinds().seen(new Values.Point(-1, 1)), () -> kinds().same());
    }

    private record OnlyHere(int x) implements java.io.Serializable {}

    public static String classThatTheServerLacks() {
        return each(
                () -> kinds().seen(new OnlyHere(1)),
                () -> kinds().seen(new OnlyHere[1]),
                () -> kinds().seen(List.of(new OnlyHere(1))),
                () -> kinds().same());
    }

    public static String methodThatTheServerLacks() {
        return each(() -> kinds().newer(), () -> kinds().newer("x"), () -> kinds().same());
    }

    private interface Written extends Runnable, java.io.Serializable {}

    public static String lambda() {
        return each(() -> kinds().seen((Written) () -> {}), () -> kinds().same());
    }

    public static String marshalledObjects() throws Exception {
        return each(
                () -> kinds().marshalled(new MarshalledObject<>(null)),
                () -> kinds().marshalled(new MarshalledObject<>(List.of("a", 1))),
                () -> kinds().marshalled(new MarshalledObject<>(new Values.Point(1, 2))),
                () -> kinds().marshalled(new MarshalledObject<>(new Values.Colour[] {Values.Colour.RED})));
    }

    public static String marshalledStub() throws Exception {
        return each(() -> kinds().marshalled(new MarshalledObject<>(kinds())));
    }

    // exceptions

    private static String thrown(String what) {
        return each(() -> kinds().throwing(what), () -> kinds().same());
    }

    public static String declaredException() {
        return thrown("declared");
    }

    public static String subclassOfADeclaredException() {
        return thrown("subclass of declared");
    }

    public static String runtimeException() {
        return thrown("runtime");
    }

    public static String ownUndeclaredException() {
        return thrown("own");
    }

    public static String exceptionThatTheClientLacks() {
        return thrown("lacking");
    }

    public static String exceptionCausedByOneThatTheClientLacks() {
        return thrown("caused by lacking");
    }

    public static String remoteException() {
        return thrown("remote");
    }

    public static String noSuchObjectOfAnother() {
        return thrown("no such object");
    }

    public static String error() {
        return thrown("error");
    }

    public static String stackOverflow() {
        return thrown("own error");
    }

    public static String exceptionThatCannotBeWritten() {
        return thrown("unfit");
    }

    public static String exceptionWithGettersOfItsOwn() {
        return thrown("cause of itself");
    }

    public static String emptyExceptions() {
        return thrown("null pointer") + thrown("array") + thrown("nothing such");
    }

    public static String stackTraceIsOfTheServer() {
        return each(() -> {
            try {
                return kinds().throwing("runtime");
            } catch (IllegalArgumentException thrown) {
                return Stream.of(thrown.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("throwing")
                                && frame.getClassName().endsWith("KindsServant"))
                        + " "
                        + Stream.of(thrown.getStackTrace())
                                .anyMatch(frame -> frame.getClassName().endsWith("KindsProgram"));
            }
        });
    }
}
