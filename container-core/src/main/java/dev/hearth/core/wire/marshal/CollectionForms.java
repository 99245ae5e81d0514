package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The collections of {@link JdkForms}. */
final class CollectionForms {

    private static final float LOAD_FACTOR = 0.75f;
    private static final int FEWEST_BUCKETS = 16;

    /** Since JDK 19 a map that is read is no larger than it has to be. */
    private static final boolean ROUNDED_UP = Runtime.version().feature() >= 19;

    private static final int REFERENCE = 4;

    private CollectionForms() {}

    /** The form of this class; null if it is none of them. */
    static JdkForms.@Nullable Known of(Class<?> type, Description itself) {
        return switch (type.getName()) {
            case "java.util.ArrayList" ->
                JdkForms.known(
                        List.of("size"), (list, to) -> list((List<?>) list, itself, to), CollectionForms::arrayList);
            case "java.util.LinkedList" ->
                JdkForms.known(
                        List.of(), (list, to) -> linkedList((List<?>) list, itself, to), CollectionForms::linkedList);
            case "java.util.HashMap" ->
                JdkForms.known(
                        List.of("loadFactor", "threshold"),
                        (map, to) -> {
                            to.begin(map, itself);
                            hashed((Map<?, ?>) map, to);
                        },
                        CollectionForms::hashMap);
            case "java.util.LinkedHashMap" ->
                JdkForms.known( // whether it is ordered by access nobody can tell from outside, so it is not written
                        List.of("accessOrder"), PlainForm.UNUSUAL::write, CollectionForms::linkedHashMap);
            case "java.util.TreeMap" ->
                JdkForms.known(
                        List.of("comparator"),
                        (map, to) -> sorted((SortedMap<?, ?>) map, itself, to),
                        CollectionForms::treeMap);
            case "java.util.HashSet" ->
                JdkForms.known(List.of(), (set, to) -> set((Set<?>) set, itself, to), from -> set(from, HashSet::new));
            case "java.util.LinkedHashSet" ->
                JdkForms.known(
                        List.of(), (set, to) -> set((Set<?>) set, itself, to), from -> set(from, LinkedHashSet::new));
            case "java.util.concurrent.ConcurrentHashMap" -> ConcurrentMapForm.of(itself);
            case "java.util.CollSer" ->
                JdkForms.known(List.of("tag"), PlainForm.UNUSUAL::write, CollectionForms::immutable);
            default -> null;
        };
    }

    // ---- lists

    private static void list(List<?> list, Description itself, PlainWriter to) {
        int size = list.size();
        to.begin(list, itself);
        to.out().writeInt(size);
        elements(list, size, to);
    }

    private static void linkedList(List<?> list, Description itself, PlainWriter to) {
        to.begin(list, itself);
        elements(list, list.size(), to);
    }

    private static void elements(Collection<?> collection, int size, PlainWriter to) {
        to.block(Integer.BYTES);
        to.out().writeInt(size);
        contents(collection, size, to);
    }

    private static void contents(Collection<?> collection, int size, PlainWriter to) {
        int written = 0;
        for (Object each : collection) {
            to.value(each);
            written++;
        }
        requireAll(written, size);
        to.endOfClass();
    }

    private static Object arrayList(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        int size = from.length(from.tape().nextInt(), REFERENCE);
        from.block(Integer.BYTES);
        from.tape().nextInt(); // the capacity, or the size once more
        return elements(number, size, new ArrayList<>(size), from);
    }

    @SuppressWarnings("JdkObsolete") // what was sent
    private static Object linkedList(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        from.block(Integer.BYTES);
        int size = from.length(from.tape().nextInt(), REFERENCE);
        return elements(number, size, new LinkedList<>(), from);
    }

    /** Has its number when it is whole: what it holds and asks it for its hash before is left to the object stream. */
    private static Object elements(int number, int size, Collection<@Nullable Object> collection, PlainReader from)
            throws IOException, ReflectiveOperationException {
        for (int i = 0; i < size; i++) {
            collection.add(from.value());
        }
        from.endOfClass();
        return from.finish(number, collection);
    }

    private static Object immutable(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        int tag = from.tape().nextInt();
        from.block(Integer.BYTES);
        @Nullable Object[] parts = new Object[from.length(from.tape().nextInt(), REFERENCE)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = from.value();
        }
        from.endOfClass();
        return from.finish(number, CollSer.of(tag, parts, from.limits()));
    }

    // ---- maps

    private static void hashed(Map<?, ?> map, PlainWriter to) {
        int size = map.size();
        int buckets = buckets(size);
        to.out().writeInt(Float.floatToIntBits(LOAD_FACTOR));
        to.out().writeInt((int) (buckets * LOAD_FACTOR));
        to.block(2 * Integer.BYTES);
        to.out().writeInt(buckets);
        to.out().writeInt(size);
        entries(map, size, to);
    }

    private static void sorted(SortedMap<?, ?> map, Description itself, PlainWriter to) {
        if (map.comparator() != null) {
            throw new UnusualException();
        }
        int size = map.size();
        to.begin(map, itself);
        to.value(null);
        to.block(Integer.BYTES);
        to.out().writeInt(size);
        entries(map, size, to);
    }

    private static void entries(Map<?, ?> map, int size, PlainWriter to) {
        int written = 0;
        for (Map.Entry<?, ?> each : map.entrySet()) {
            to.value(each.getKey());
            to.value(each.getValue());
            written++;
        }
        requireAll(written, size);
        to.endOfClass();
    }

    /** Makes a hash table for so many buckets; the usual number for 0. */
    private interface Hashing<T> {
        T of(int buckets);
    }

    private static Object hashMap(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        return from.finish(number, hashed(from, buckets -> buckets == 0 ? new HashMap<>() : new HashMap<>(buckets)));
    }

    private static Object linkedHashMap(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        Object map = hashed(from, buckets -> buckets == 0 ? new LinkedHashMap<>() : new LinkedHashMap<>(buckets));
        if (from.tape().next() != 0) {
            throw new UnusualException(); // ordered by access
        }
        return from.finish(number, map);
    }

    private static Map<Object, Object> hashed(PlainReader from, Hashing<Map<Object, Object>> table)
            throws IOException, ReflectiveOperationException {
        expectLoadFactor(from);
        from.tape().nextInt(); // the threshold
        from.block(2 * Integer.BYTES);
        from.tape().nextInt(); // the buckets
        int size = from.tape().nextInt();
        int buckets = bucketsOfMap(counted(size, from));
        from.table(buckets);
        Map<Object, Object> map = table.of(buckets);
        entries(size, map, from);
        return map;
    }

    /** Built as the entries come, and as the JDK builds it: no key is compared with another, which may take for ever. */
    private static Object treeMap(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        if (from.value() != null) {
            throw new UnusualException(); // a comparator
        }
        from.block(Integer.BYTES);
        int size = from.length(from.tape().nextInt(), REFERENCE);
        List<Map.Entry<Object, Object>> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Object key = from.value();
            entries.add(new AbstractMap.SimpleImmutableEntry<>(key, from.value()));
        }
        from.endOfClass();
        return from.finish(number, new TreeMap<>(new InOrder(entries)));
    }

    @SuppressWarnings("NullAway") // a null is as good a key or value as any
    private static void entries(int size, Map<Object, Object> map, PlainReader from)
            throws IOException, ReflectiveOperationException {
        for (int i = 0; i < size; i++) {
            Object key = from.value();
            map.put(key, from.value());
        }
        from.endOfClass();
    }

    // ---- sets

    private static void set(Set<?> set, Description itself, PlainWriter to) {
        int size = set.size();
        to.begin(set, itself);
        to.block(3 * Integer.BYTES);
        to.out().writeInt(buckets(size));
        to.out().writeInt(Float.floatToIntBits(LOAD_FACTOR));
        to.out().writeInt(size);
        contents(set, size, to);
    }

    private static Object set(PlainReader from, Hashing<Set<@Nullable Object>> table)
            throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        from.block(3 * Integer.BYTES);
        int buckets = from.tape().nextInt();
        expectLoadFactor(from);
        int size = from.tape().nextInt();
        if (buckets < 0) {
            throw new UnusualException();
        }
        int capacity = (int) (counted(size, from) * (1 / LOAD_FACTOR));
        from.table(capacity);
        return elements(number, size, table.of(capacity), from);
    }

    // ---- hash tables

    private static void expectLoadFactor(PlainReader from) throws IOException {
        if (from.tape().nextInt() != Float.floatToIntBits(LOAD_FACTOR)) {
            throw new UnusualException();
        }
    }

    private static int counted(int size, PlainReader from) throws IOException {
        return from.length(size, 2 * REFERENCE);
    }

    /** The JDK's own rule for a map that it reads, not that for a set: entries then come in the same order. */
    private static int bucketsOfMap(int size) {
        return size == 0
                ? 0
                : Math.max(
                        FEWEST_BUCKETS,
                        ROUNDED_UP ? (int) Math.ceil(size / (double) LOAD_FACTOR) : (int) (size / LOAD_FACTOR + 1.0f));
    }

    private static int buckets(int size) {
        long wanted = (long) (size / LOAD_FACTOR) + 1;
        return (int) Math.max(FEWEST_BUCKETS, Long.highestOneBit(Math.min(wanted, 1 << 29)) << 1);
    }

    /** A collection that another thread changes meanwhile is the object stream's to tell. */
    private static void requireAll(int written, int size) {
        if (written != size) {
            throw new UnusualException();
        }
    }
}
