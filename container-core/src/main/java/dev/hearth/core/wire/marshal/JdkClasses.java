package dev.hearth.core.wire.marshal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The closed list of JDK classes that are let in where a signature is open: values and collections, what these write in
 * their place, enums and exceptions. By name; nothing is loaded to find out.
 *
 * <p>Not in it, among all others: {@code URL}, {@code File}, {@code Class}, serialized lambdas, proxies.
 */
final class JdkClasses {

    private static final Set<String> VALUES = names(
            // what arrays and superclasses of the others are named by
            "java.lang.{Object Number Enum Comparable CharSequence Iterable Record}",
            "java.io.Serializable",
            "java.util.{EventObject EventListener}",
            "java.util.{Collection List Set SortedSet NavigableSet Map Map$Entry SortedMap NavigableMap Queue Deque}",
            // values
            "java.lang.{String Boolean Byte Character Short Integer Long Float Double StackTraceElement}",
            "java.lang.{StringBuilder StringBuffer}",
            "java.util.{Date Calendar GregorianCalendar TimeZone SimpleTimeZone UUID Locale Currency BitSet}",
            "sun.util.calendar.ZoneInfo",
            "java.net.URI",
            "java.sql.{Date Time Timestamp}",
            // collections
            "java.util.{ArrayList LinkedList Vector Stack ArrayDeque PriorityQueue HashSet LinkedHashSet TreeSet}",
            "java.util.{HashMap LinkedHashMap TreeMap Hashtable Properties IdentityHashMap EnumMap EnumSet}",
            "java.util.{EnumSet$SerializationProxy CollSer Arrays$ArrayList}",
            "java.util.{AbstractMap$SimpleEntry AbstractMap$SimpleImmutableEntry}",
            "java.util.Collections${EmptyList EmptySet EmptyMap SingletonList SingletonSet SingletonMap CopiesList}",
            "java.util.Collections${UnmodifiableCollection UnmodifiableList UnmodifiableRandomAccessList}",
            "java.util.Collections${UnmodifiableSet UnmodifiableSortedSet UnmodifiableNavigableSet UnmodifiableMap}",
            "java.util.Collections${UnmodifiableSortedMap UnmodifiableNavigableMap}",
            "java.util.Collections${UnmodifiableNavigableSet$EmptyNavigableSet}",
            "java.util.Collections${UnmodifiableNavigableMap$EmptyNavigableMap}",
            "java.util.Collections${UnmodifiableMap$UnmodifiableEntrySet}",
            "java.util.Collections${UnmodifiableSequencedCollection UnmodifiableSequencedSet}",
            "java.util.Collections${UnmodifiableSequencedMap}",
            "java.util.Collections${SynchronizedCollection SynchronizedList SynchronizedRandomAccessList}",
            "java.util.Collections${SynchronizedSet SynchronizedSortedSet SynchronizedNavigableSet SynchronizedMap}",
            "java.util.Collections${SynchronizedSortedMap SynchronizedNavigableMap SetFromMap}",
            "java.util.Collections${ReverseComparator ReverseComparator2}",
            "java.lang.String$CaseInsensitiveComparator",
            "java.util.Comparators$NaturalOrderComparator",
            "java.util.concurrent.{ConcurrentHashMap ConcurrentHashMap$Segment ConcurrentSkipListMap}",
            "java.util.concurrent.ConcurrentHashMap${KeySetView CollectionView}",
            "java.util.concurrent.{ConcurrentSkipListSet CopyOnWriteArrayList CopyOnWriteArraySet}",
            "java.util.concurrent.{ConcurrentLinkedQueue ConcurrentLinkedDeque}",
            "java.util.concurrent.{LinkedBlockingQueue LinkedBlockingDeque PriorityBlockingQueue}",
            "java.util.concurrent.{LinkedTransferQueue ArrayBlockingQueue}",
            "java.util.concurrent.atomic.{AtomicBoolean AtomicInteger AtomicLong AtomicReference}",
            "java.util.concurrent.atomic.{AtomicIntegerArray AtomicLongArray AtomicReferenceArray}",
            "java.util.concurrent.locks.{ReentrantLock ReentrantLock$Sync ReentrantLock$NonfairSync}",
            "java.util.concurrent.locks.{ReentrantLock$FairSync AbstractOwnableSynchronizer}",
            "java.util.concurrent.locks.{AbstractQueuedSynchronizer AbstractQueuedSynchronizer$ConditionObject}");

    /** What some of them become once they are read; streams that hold these by themselves are refused by the JDK. */
    private static final Set<String> READ_AS = names(
            "java.util.ImmutableCollections${List12 ListN SubList Set12 SetN Map1 MapN}",
            "java.util.{RegularEnumSet JumboEnumSet}");

    /** Reads its value field's text; the usual first link of attacks. */
    private static final Set<String> NEVER = Set.of("javax.management.BadAttributeValueExpException");

    private static final Set<String> PRIMITIVES =
            Set.of("boolean", "byte", "char", "short", "int", "float", "long", "double", "void");

    /** JDK classes that are known to be enums or exceptions. No other name is kept: a peer could think up any number. */
    private static final Set<String> BY_ANCESTRY = ConcurrentHashMap.newKeySet();

    private JdkClasses() {}

    /** Whether this class, which is no array, is on the list. */
    static boolean allow(String name) {
        if (VALUES.contains(name) || PRIMITIVES.contains(name)) {
            return true;
        }
        if (name.startsWith("java.time.") || name.startsWith("java.math.")) {
            return true;
        }
        return (name.startsWith("java.") || name.startsWith("javax."))
                && !NEVER.contains(name)
                && enumOrException(name);
    }

    /** Whether values on the list are read as objects of this class. */
    static boolean readAs(String name) {
        return READ_AS.contains(name);
    }

    /** Whether the class's serial form is known to hold nothing that the list lacks. */
    static boolean value(String name) {
        return VALUES.contains(name) || name.startsWith("java.time.") || name.startsWith("java.math.");
    }

    private static boolean enumOrException(String name) {
        if (BY_ANCESTRY.contains(name)) {
            return true;
        }
        Set<String> ancestors = Ancestry.of(name, ClassLoader.getPlatformClassLoader());
        boolean fits = name.equals("java.lang.Throwable")
                || ancestors.contains("java.lang.Throwable")
                || ancestors.contains("java.lang.Enum");
        if (fits) {
            BY_ANCESTRY.add(name);
        }
        return fits;
    }

    /** {@code a.{B C}} stands for {@code a.B} and {@code a.C}. */
    private static Set<String> names(String... groups) {
        return Stream.of(groups)
                .flatMap(group -> {
                    int brace = group.indexOf('{');
                    return brace < 0
                            ? Stream.of(group)
                            : Stream.of(group.substring(brace + 1, group.length() - 1)
                                            .split(" "))
                                    .map(name -> group.substring(0, brace) + name);
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
