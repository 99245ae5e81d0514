package dev.hearth.core.wire.jrmp;

import java.util.function.LongConsumer;

/**
 * Numbers with a value and up to seven marks each, in arrays: about 27 bytes for one, where a map of boxed numbers to
 * objects has about 85.
 *
 * <p>Open addressing with linear probing, half to three quarters full. What is found is a place, good until the next
 * {@link #add} or {@link #remove}. The numbers should be ones that peers can't choose: those of genuine ids. Not
 * thread-safe.
 */
final class LongTable {

    /** The place of what is not there. */
    static final int ABSENT = -1;

    private static final int LEAST_PLACES = 4;
    private static final byte PRESENT = (byte) 0x80;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private long[] numbers = new long[LEAST_PLACES];
    private long[] values = new long[LEAST_PLACES];
    private byte[] marks = new byte[LEAST_PLACES];
    private int size;

    int size() {
        return size;
    }

    /** The number's place, or {@link #ABSENT}. */
    int find(long number) {
        for (int place = first(number); marks[place] != 0; place = next(place)) {
            if (numbers[place] == number) {
                return place;
            }
        }
        return ABSENT;
    }

    /** Adds a number that is absent, with value 0 and no marks; its place. */
    int add(long number) {
        if ((size + 1) * 4L > numbers.length * 3L) {
            resize(numbers.length + numbers.length / 2);
        }
        size++;
        return insert(number);
    }

    private int insert(long number) {
        int place = first(number);
        while (marks[place] != 0) {
            place = next(place);
        }
        numbers[place] = number;
        marks[place] = PRESENT;
        return place;
    }

    /** Removes what is at this place. */
    void remove(int place) {
        int gap = place;
        for (int other = next(place); marks[other] != 0; other = next(other)) {
            if (distance(first(numbers[other]), other) >= distance(gap, other)) {
                move(other, gap);
                gap = other;
            }
        }
        values[gap] = 0;
        marks[gap] = 0;
        size--;
        if (numbers.length > LEAST_PLACES * 4 && size < numbers.length / 4) {
            resize(numbers.length / 2);
        }
    }

    private void move(int from, int to) {
        numbers[to] = numbers[from];
        values[to] = values[from];
        marks[to] = marks[from];
    }

    long value(int place) {
        return values[place];
    }

    void value(int place, long value) {
        values[place] = value;
    }

    boolean marked(int place, int mark) {
        return (marks[place] & mark) != 0;
    }

    void mark(int place, int mark) {
        marks[place] |= (byte) mark;
    }

    void unmark(int place, int mark) {
        marks[place] &= (byte) ~mark;
    }

    /** Tells all numbers with this mark; the table must not be changed meanwhile. */
    void forEachMarked(int mark, LongConsumer each) {
        for (int place = 0; place < numbers.length; place++) {
            if (marked(place, mark)) {
                each.accept(numbers[place]);
            }
        }
    }

    private void resize(int length) {
        long[] oldNumbers = numbers;
        long[] oldValues = values;
        byte[] oldMarks = marks;
        numbers = new long[length];
        values = new long[length];
        marks = new byte[length];
        for (int place = 0; place < oldNumbers.length; place++) {
            if (oldMarks[place] != 0) {
                int now = insert(oldNumbers[place]);
                values[now] = oldValues[place];
                marks[now] = oldMarks[place];
            }
        }
    }

    private int first(long number) {
        return (int) ((((number * SPREAD) >>> 32) * numbers.length) >>> 32);
    }

    private int next(int place) {
        return place + 1 == numbers.length ? 0 : place + 1;
    }

    /** How many steps it is from one place to another. */
    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + numbers.length;
    }
}
