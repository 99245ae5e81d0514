package dev.hearth.core.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The JDK's collections and maps that a state may hold, and how an empty one is made. */
@SuppressWarnings("JdkObsolete") // users' fields have them, and a linked list holds null where a deque of arrays can't
final class Containers {

    private static final Map<Class<?>, Supplier<Collection<@Nullable Object>>> COLLECTIONS = Map.ofEntries(
            Map.entry(Collection.class, ArrayList::new),
            Map.entry(List.class, ArrayList::new),
            Map.entry(ArrayList.class, ArrayList::new),
            Map.entry(LinkedList.class, LinkedList::new),
            Map.entry(Vector.class, Vector::new),
            Map.entry(Stack.class, Stack::new),
            Map.entry(CopyOnWriteArrayList.class, CopyOnWriteArrayList::new),
            Map.entry(Set.class, LinkedHashSet::new),
            Map.entry(HashSet.class, HashSet::new),
            Map.entry(LinkedHashSet.class, LinkedHashSet::new),
            Map.entry(CopyOnWriteArraySet.class, CopyOnWriteArraySet::new),
            Map.entry(SortedSet.class, TreeSet::new),
            Map.entry(NavigableSet.class, TreeSet::new),
            Map.entry(TreeSet.class, TreeSet::new),
            Map.entry(ConcurrentSkipListSet.class, ConcurrentSkipListSet::new),
            Map.entry(Queue.class, LinkedList::new),
            Map.entry(Deque.class, LinkedList::new),
            Map.entry(ArrayDeque.class, ArrayDeque::new),
            Map.entry(PriorityQueue.class, PriorityQueue::new),
            Map.entry(ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new),
            Map.entry(ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new),
            Map.entry(BlockingQueue.class, LinkedBlockingQueue::new),
            Map.entry(BlockingDeque.class, LinkedBlockingDeque::new),
            Map.entry(LinkedBlockingQueue.class, LinkedBlockingQueue::new),
            Map.entry(LinkedBlockingDeque.class, LinkedBlockingDeque::new),
            Map.entry(PriorityBlockingQueue.class, PriorityBlockingQueue::new));

    private static final Map<Class<?>, Supplier<Map<@Nullable Object, @Nullable Object>>> MAPS = Map.ofEntries(
            Map.entry(Map.class, LinkedHashMap::new),
            Map.entry(HashMap.class, HashMap::new),
            Map.entry(LinkedHashMap.class, LinkedHashMap::new),
            Map.entry(Hashtable.class, Hashtable::new),
            Map.entry(SortedMap.class, TreeMap::new),
            Map.entry(NavigableMap.class, TreeMap::new),
            Map.entry(TreeMap.class, TreeMap::new),
            Map.entry(ConcurrentMap.class, ConcurrentHashMap::new),
            Map.entry(ConcurrentHashMap.class, ConcurrentHashMap::new),
            Map.entry(ConcurrentNavigableMap.class, ConcurrentSkipListMap::new),
            Map.entry(ConcurrentSkipListMap.class, ConcurrentSkipListMap::new));

    private Containers() {}

    static boolean isCollection(Class<?> type) {
        return COLLECTIONS.containsKey(type) || type == EnumSet.class;
    }

    static boolean isMap(Class<?> type) {
        return MAPS.containsKey(type) || type == EnumMap.class;
    }

    /** An empty collection of the class of {@code present} if that is known, otherwise the usual one of the type. */
    static Collection<@Nullable Object> collection(Class<?> declared, Class<?> element, @Nullable Object present) {
        if (declared == EnumSet.class || present instanceof EnumSet) {
            return enumSet(element);
        }
        if (present != null && present.getClass() == TreeSet.class) {
            return new TreeSet<>(comparator((SortedSet<?>) present));
        }
        if (present != null && present.getClass() == ConcurrentSkipListSet.class) {
            return new ConcurrentSkipListSet<>(comparator((SortedSet<?>) present));
        }
        if (present != null && present.getClass() == PriorityQueue.class) {
            return new PriorityQueue<>(cast(((PriorityQueue<?>) present).comparator()));
        }
        return madeBy(COLLECTIONS, declared, present).get();
    }

    /** An empty map of the class of {@code present} if that is known, otherwise the usual one of the type. */
    static Map<@Nullable Object, @Nullable Object> map(Class<?> declared, Class<?> key, @Nullable Object present) {
        if (declared == EnumMap.class || present instanceof EnumMap) {
            return enumMap(key);
        }
        if (present != null && present.getClass() == TreeMap.class) {
            return new TreeMap<>(cast(((SortedMap<?, ?>) present).comparator()));
        }
        if (present != null && present.getClass() == ConcurrentSkipListMap.class) {
            return new ConcurrentSkipListMap<>(cast(((SortedMap<?, ?>) present).comparator()));
        }
        return madeBy(MAPS, declared, present).get();
    }

    private static <T> Supplier<T> madeBy(
            Map<Class<?>, Supplier<T>> table, Class<?> declared, @Nullable Object present) {
        Supplier<T> same = present == null ? null : table.get(present.getClass());
        Supplier<T> usual = table.get(declared);
        if (same != null) {
            return same;
        }
        if (usual != null) {
            return usual;
        }
        throw new IllegalStateException(declared + " is not in the table");
    }

    private static @Nullable Comparator<? super Object> comparator(SortedSet<?> set) {
        return cast(set.comparator());
    }

    @SuppressWarnings("unchecked") // it compares the elements of the field that it was found in
    private static @Nullable Comparator<? super Object> cast(@Nullable Comparator<?> comparator) {
        return (Comparator<? super Object>) comparator;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the element type was declared as that of an enum set
    private static Collection<@Nullable Object> enumSet(Class<?> element) {
        return (Collection) EnumSet.noneOf((Class) element);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the key type was declared as that of an enum map
    private static Map<@Nullable Object, @Nullable Object> enumMap(Class<?> key) {
        return (Map) new EnumMap((Class) key);
    }

    /** Whether the order of iteration says nothing, so that sorting loses nothing and the content decides the bytes. */
    static boolean isHashOrdered(Object container) {
        Class<?> type = container.getClass();
        return type == HashMap.class
                || type == HashSet.class
                || type == ConcurrentHashMap.class
                || type == Hashtable.class
                || container instanceof ConcurrentHashMap.KeySetView
                || type.getName().startsWith("java.util.ImmutableCollections$");
    }

    /** Whether a value of this class comes back as the same class if this type is declared. */
    static boolean keeps(Class<?> declared, Object container) {
        boolean abstractType = declared.isInterface() || declared == EnumSet.class;
        return abstractType || container.getClass() == declared;
    }
}
