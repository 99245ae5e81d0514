package dev.hearth.core.server;

import dev.hearth.core.store.ObjectLine;
import dev.hearth.core.store.ObjectLineReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds names that stand on two lines of an import, in 8 bytes a line: what may be repeated is looked up in the lines once
 * more. Used by one thread.
 */
final class RepeatedNames {

    private long[] hashes = new long[1_024];
    private int count;

    void add(String name) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        hashes[count++] = hash(name);
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    /** What is wrong, for people: the lines of each name that stands on more than one. */
    List<String> problems(Lines lines) throws IOException {
        Set<Long> repeated = repeated();
        List<String> problems = new ArrayList<>();
        if (repeated.isEmpty()) {
            return problems;
        }
        Map<String, Long> first = new HashMap<>();
        try (ObjectLineReader in = lines.open()) {
            for (ObjectLine line = in.next(); line != null; line = in.next()) {
                if (repeated.contains(hash(line.name()))) {
                    Long before = first.putIfAbsent(line.name(), in.number());
                    if (before != null) {
                        problems.add("line " + in.number() + ": " + line.name() + " stands on line " + before + " too");
                    }
                }
            }
        }
        return problems;
    }

    /** Gives the lines from the beginning. */
    interface Lines {
        ObjectLineReader open() throws IOException;
    }

    private Set<Long> repeated() {
        Arrays.sort(hashes, 0, count);
        Set<Long> repeated = new HashSet<>();
        for (int i = 1; i < count; i++) {
            if (hashes[i] == hashes[i - 1]) {
                repeated.add(hashes[i]);
            }
        }
        return repeated;
    }
}
