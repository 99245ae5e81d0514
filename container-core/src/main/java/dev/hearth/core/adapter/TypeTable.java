package dev.hearth.core.adapter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The deployed types by name. Thread-safe. */
final class TypeTable {

    private static final int NEAREST = 3;

    private final ConcurrentSkipListMap<String, TypeEntry> entries = new ConcurrentSkipListMap<>();

    /** The type that answers at this name: the type of that name or the one that it lies below. */
    @Nullable
    TypeEntry owner(String name) {
        TypeEntry exact = entries.get(name);
        if (exact != null) {
            return exact;
        }
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            TypeEntry above = entries.get(name.substring(0, slash));
            if (above != null) {
                return above.type().keyed() ? above : null;
            }
        }
        return null;
    }

    @Nullable
    TypeEntry get(String name) {
        return entries.get(name);
    }

    Collection<TypeEntry> all() {
        return entries.values();
    }

    void put(TypeEntry entry) {
        entries.put(entry.type().name(), entry);
    }

    void remove(TypeEntry entry) {
        entries.remove(entry.type().name(), entry);
    }

    List<TypeEntry> of(String deployment) {
        return entries.values().stream()
                .filter(entry -> entry.type().deployment().name().equals(deployment))
                .toList();
    }

    /** A type of another deployment that would share this name or lie above or below it. */
    @Nullable
    TypeEntry clash(String name, String deployment) {
        for (TypeEntry entry : entries.values()) {
            String other = entry.type().name();
            boolean meets = other.equals(name) || other.startsWith(name + "/") || name.startsWith(other + "/");
            if (meets && !entry.type().deployment().name().equals(deployment)) {
                return entry;
            }
        }
        return null;
    }

    /** The names closest to a mistyped one, best first. */
    List<String> nearest(String name, Collection<String> among) {
        String wanted = name.contains("/") && owner(name) == null ? name.substring(0, name.indexOf('/')) : name;
        List<String> close = new ArrayList<>(among);
        close.removeIf(candidate -> distance(wanted, candidate) > Math.max(2, candidate.length() / 3));
        close.sort(Comparator.comparingInt(candidate -> distance(wanted, candidate)));
        return close.subList(0, Math.min(NEAREST, close.size()));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
