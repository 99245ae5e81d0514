package dev.hearth.core.store.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was accepted and is not in the database yet, by object. Thread-safe. */
final class Overlay {

    @GuardedBy("this")
    private final Map<Long, Deque<Version>> byNumber = new HashMap<>();

    @GuardedBy("this")
    private final Map<String, Long> numbers = new HashMap<>();

    /**
     * How an object became with one record.
     *
     * @param change null if the object was named only
     */
    private record Version(
            long position,
            Identity identity,
            boolean removed,
            @Nullable Change change) {}

    synchronized void add(LogRecord record) {
        for (Identity named : record.named()) {
            put(new Version(record.position(), named, false, null));
        }
        for (Change change : record.changes()) { // removed ones first: another of the same record may have the name
            if (change.state() == null) {
                put(record, change);
            }
        }
        for (Change change : record.changes()) {
            if (change.state() != null) {
                put(record, change);
            }
        }
    }

    @GuardedBy("this")
    private void put(LogRecord record, Change change) {
        boolean removed = change.state() == null;
        Identity identity = new Identity(change.number(), change.name(), change.type(), !removed);
        put(new Version(record.position(), identity, removed, change));
    }

    @GuardedBy("this")
    private void put(Version version) {
        Identity identity = version.identity();
        byNumber.computeIfAbsent(identity.number(), number -> new ArrayDeque<>(2))
                .add(version);
        numbers.put(identity.name(), identity.number());
    }

    /** These records are in the database; so are all before them. */
    synchronized void settled(List<LogRecord> records) {
        long upTo = records.get(records.size() - 1).position();
        for (LogRecord record : records) {
            record.named().forEach(named -> settled(named.number(), named.name(), upTo));
            record.changes().forEach(change -> settled(change.number(), change.name(), upTo));
        }
    }

    @GuardedBy("this")
    private void settled(long number, String name, long upTo) {
        Deque<Version> versions = byNumber.get(number);
        if (versions != null) {
            while (!versions.isEmpty() && versions.element().position() <= upTo) {
                versions.remove();
            }
            forgetIfEmpty(versions, number, name);
        }
    }

    /** The record was never written; nor was any that is later. */
    synchronized void withdraw(LogRecord record) {
        record.named().forEach(named -> withdraw(named.number(), named.name(), record.position()));
        record.changes().forEach(change -> withdraw(change.number(), change.name(), record.position()));
    }

    @GuardedBy("this")
    private void withdraw(long number, String name, long from) {
        Deque<Version> versions = byNumber.get(number);
        if (versions != null) {
            while (!versions.isEmpty() && versions.getLast().position() >= from) {
                versions.removeLast();
            }
            forgetIfEmpty(versions, number, name);
        }
    }

    @GuardedBy("this")
    private void forgetIfEmpty(Deque<Version> versions, long number, String name) {
        if (versions.isEmpty()) {
            byNumber.remove(number);
            numbers.remove(name, number);
        }
    }

    @GuardedBy("this")
    private @Nullable Version latest(long number) {
        Deque<Version> versions = byNumber.get(number);
        return versions == null ? null : versions.peekLast();
    }

    /** How many objects of a type were named and have got a state since the database was told. */
    synchronized long fresh(String type) {
        return byNumber.values().stream()
                .filter(versions -> versions.element().change() == null)
                .map(Deque::getLast)
                .filter(last -> last.change() != null
                        && !last.removed()
                        && last.identity().type().equals(type))
                .count();
    }

    /**
     * What is known of an object here.
     *
     * @param known whether anything is; otherwise the database is to be asked
     * @param identity empty if the object is removed
     * @param position of the record that says so
     */
    record Answer(boolean known, Optional<Identity> identity, long position) {

        private static final Answer UNKNOWN = new Answer(false, Optional.empty(), 0);
    }

    synchronized Answer identity(long number) {
        Version version = latest(number);
        if (version == null) {
            return Answer.UNKNOWN;
        }
        Optional<Identity> identity = version.removed() ? Optional.empty() : Optional.of(version.identity());
        return new Answer(true, identity, version.position());
    }

    synchronized Answer identity(String name) {
        Long number = numbers.get(name);
        return number == null ? Answer.UNKNOWN : identity(number);
    }

    /** The latest change of an object; null if none is here. */
    synchronized @Nullable Change change(long number) {
        Deque<Version> versions = byNumber.get(number);
        if (versions == null) {
            return null;
        }
        for (Iterator<Version> latest = versions.descendingIterator(); latest.hasNext(); ) {
            Change change = latest.next().change();
            if (change != null) {
                return change;
            }
        }
        return null;
    }
}
