package dev.hearth.core.adapter;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A hash table of elements that hold their own keys: it keeps a reference to each and nothing else, 6 to 12 bytes, where a
 * map has a node and a boxed key besides, about 60.
 *
 * <p>Open addressing with linear probing. Each element has a number that it is hashed by; what else its key is made of, a
 * subclass compares.
 *
 * <p>Thread-safe. Looking takes no lock: it sees what was there at some moment between its beginning and its end. Places of
 * removed elements are marked, not emptied, so that nobody who is looking misses what lies behind them.
 *
 * @param <E> the elements; their keys must not change while they are in the table
 */
abstract class OpenTable<E> {

    private static final int LEAST_PLACES = 16;
    private static final Object REMOVED = new Object();
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private volatile AtomicReferenceArray<@Nullable Object> places = new AtomicReferenceArray<>(LEAST_PLACES);

    @GuardedBy("this")
    private int size;

    /** Places that hold an element or the mark of a removed one. */
    @GuardedBy("this")
    private int used;

    /** What the element is hashed by. */
    abstract long hashed(E element);

    /** Whether two elements whose hashed numbers are the same have the same key. */
    abstract boolean sameKey(E one, E other);

    /** Whether this is the element that is looked for. */
    @FunctionalInterface
    interface Sought<E> {
        boolean is(E element);
    }

    /** The element that is hashed by this number and is the one sought; null if there is none. */
    final @Nullable E find(long hashed, Sought<E> sought) {
        AtomicReferenceArray<@Nullable Object> now = places;
        int mask = now.length() - 1;
        int place = first(hashed, mask);
        for (Object there = now.get(place); there != null; there = now.get(place)) {
            if (there != REMOVED) {
                E element = element(there);
                if (sought.is(element)) {
                    return element;
                }
            }
            place = (place + 1) & mask;
        }
        return null;
    }

    /** Adds the element unless one of its key is there, which is then returned; null if the element was added. */
    final synchronized @Nullable E putIfAbsent(E element) {
        E present = find(hashed(element), other -> sameKey(element, other));
        if (present == null) {
            add(element);
        }
        return present;
    }

    /** Adds the element, in place of one of the same key. */
    final synchronized void put(E element) {
        int place = placeOf(element);
        if (place < 0) {
            add(element);
        } else {
            places.set(place, element);
        }
    }

    /** Removes this element; does nothing if another one, or none, has its key. */
    @SuppressWarnings("ReferenceEquality") // this one and no other
    final synchronized void remove(E element) {
        int place = placeOf(element);
        if (place >= 0 && places.get(place) == element) {
            places.set(place, REMOVED);
            size--;
            if (places.length() > LEAST_PLACES && size < places.length() / 8) {
                rehash();
            }
        }
    }

    final synchronized int size() {
        return size;
    }

    /** The elements that are there now. */
    final List<E> all() {
        AtomicReferenceArray<@Nullable Object> now = places;
        List<E> all = new ArrayList<>();
        for (int place = 0; place < now.length(); place++) {
            Object there = now.get(place);
            if (there != null && there != REMOVED) {
                all.add(element(there));
            }
        }
        return all;
    }

    /** Where the element of this key lies; -1 if there is none. */
    @GuardedBy("this")
    private int placeOf(E element) {
        int mask = places.length() - 1;
        int place = first(hashed(element), mask);
        for (Object there = places.get(place); there != null; there = places.get(place)) {
            if (there != REMOVED && sameKey(element, element(there))) {
                return place;
            }
            place = (place + 1) & mask;
        }
        return -1;
    }

    @GuardedBy("this")
    private void add(E element) {
        if ((used + 1) * 3L > places.length() * 2L) {
            rehash();
        }
        if (insert(places, element)) {
            used++;
        }
        size++;
    }

    /** Into the first place that holds no element; true if it held nothing at all. */
    private boolean insert(AtomicReferenceArray<@Nullable Object> into, E element) {
        int mask = into.length() - 1;
        int place = first(hashed(element), mask);
        while (into.get(place) != null && into.get(place) != REMOVED) {
            place = (place + 1) & mask;
        }
        boolean fresh = into.get(place) == null;
        into.set(place, element);
        return fresh;
    }

    /** Into a table of the size that fits: a third to two thirds full, without marks. */
    @GuardedBy("this")
    private void rehash() {
        int length = LEAST_PLACES;
        while ((size + 1) * 3L > length * 2L) {
            length *= 2;
        }
        AtomicReferenceArray<@Nullable Object> fresh = new AtomicReferenceArray<>(length);
        for (E element : all()) {
            insert(fresh, element);
        }
        places = fresh;
        used = size;
    }

    private static int first(long hashed, int mask) {
        return (int) ((hashed * SPREAD) >>> 32) & mask;
    }

    @SuppressWarnings("unchecked") // what is in a place is an element or the mark
    private E element(Object there) {
        return (E) there;
    }
}
