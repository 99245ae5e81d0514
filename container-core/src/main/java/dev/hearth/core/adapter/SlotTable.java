package dev.hearth.core.adapter;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The slots in memory, by number and, for those that have one, by name. Thread-safe. */
final class SlotTable {

    private final ByNumber byNumber = new ByNumber();
    private final ConcurrentHashMap<String, ObjectSlot> byName = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Long, ObjectSlot> persistent = new ConcurrentHashMap<>();

    @Nullable
    ObjectSlot get(long number) {
        return byNumber.find(number, slot -> slot.number() == number);
    }

    @Nullable
    ObjectSlot get(String name) {
        return byName.get(name);
    }

    /** Adds a slot; if one with its number came first, returns that one instead. */
    ObjectSlot add(ObjectSlot slot) {
        ObjectSlot first = byNumber.putIfAbsent(slot);
        if (first != null) {
            return first;
        }
        if (!slot.anonymous()) {
            byName.put(slot.name(), slot);
        }
        if (slot.persistent()) {
            persistent.put(slot.number(), slot);
        }
        if (slot.isGone()) {
            forgetName(slot); // who found it by its number has ended it meanwhile
        }
        return slot;
    }

    void remove(ObjectSlot slot) {
        forgetName(slot);
        byNumber.remove(slot);
        slot.gone();
        forgetName(slot); // which may have been added after the first time, and before it was gone
    }

    private void forgetName(ObjectSlot slot) {
        if (!slot.anonymous()) {
            byName.remove(slot.name(), slot);
            persistent.remove(slot.number(), slot);
        }
    }

    /** Those that are there now. */
    List<ObjectSlot> all() {
        return byNumber.all();
    }

    /** Those of persistent objects. */
    Collection<ObjectSlot> persistent() {
        return persistent.values();
    }

    List<ObjectSlot> of(TypeEntry entry) {
        return all().stream().filter(slot -> slot.entry() == entry).toList();
    }

    private static final class ByNumber extends OpenTable<ObjectSlot> {

        @Override
        long hashed(ObjectSlot slot) {
            return slot.number();
        }

        @Override
        boolean sameKey(ObjectSlot one, ObjectSlot other) {
            return one.number() == other.number();
        }
    }
}
