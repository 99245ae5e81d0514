package dev.hearth.core.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the identities and states of named objects.
 *
 * <p>Thread-safe. Methods that wait do so on threads of the store's own behalf: interrupting the calling thread neither
 * ends the wait nor harms the store.
 */
public interface StateStore extends AutoCloseable {

    /**
     * Takes a block of object numbers that no one was ever given, durably.
     *
     * @return the first of {@code count} consecutive numbers
     */
    long reserveNumbers(int count) throws IOException;

    /**
     * The identity of this name, made and durable before the method returns if there was none.
     *
     * @param type the name of the hosted type
     * @param number the number to give it if it is new
     */
    default Identity identify(String name, String type, long number) throws IOException {
        return identify(List.of(new Identity(number, name, type, false))).get(0);
    }

    /**
     * The identities of these names, all of them made and durable before the method returns.
     *
     * @param wanted what each becomes if there is none of its name
     * @return in the same order
     */
    List<Identity> identify(List<Identity> wanted) throws IOException;

    /** The identity that has this number. */
    Optional<Identity> identity(long number) throws IOException;

    /** The identity that has this name. */
    Optional<Identity> identity(String name) throws IOException;

    /**
     * The identity that has this name, and what that rests on: a commit that was accepted shows before it is settled. A store
     * that shows settled ones alone leaves this as it is.
     */
    default Sighting sight(String name) throws IOException {
        return new Sighting(identity(name), 0);
    }

    /**
     * The state that was committed last; empty if the object was never saved.
     *
     * <p>Called only when all commits of the object are durable.
     *
     * @throws CorruptStateException if the state's checksum does not fit; names the object
     */
    Optional<byte[]> load(long number) throws IOException;

    /**
     * Accepts changes that belong together. Returns at once; changes of later commits to the same object come after
     * those of this one.
     *
     * @return the commit's position: greater than that of every commit accepted before
     */
    long commit(List<Change> changes);

    /**
     * Accepts changes that rest on others, which may be failing at this moment: where those have failed, these fail too.
     *
     * @param seen the latest commit that these changes rest on; 0 for none
     * @return as {@link #commit(List)} does
     */
    default long commit(List<Change> changes, long seen) {
        return commit(changes);
    }

    /** Whether this commit, and all before it, need no further waiting under the chosen durability. */
    boolean settled(long position);

    /**
     * Calls back when {@link #settled(long)} has become true or can't any more; at once on this thread if it is so
     * already, otherwise on a thread of the store's, which the callback must not hold up.
     *
     * @param callback gets null, or why the commit failed; {@link UnknownOutcomeException} if it is not known whether it
     *     did
     */
    void whenSettled(long position, Consumer<@Nullable Throwable> callback);

    /**
     * Whether there is room for more changes. Where there is none, chains that have changed nothing yet are to wait: what
     * is accepted grows faster than it can be put away.
     */
    default boolean hasRoom() {
        return true;
    }

    /** Calls back once when there is room; at once on this thread if there is, otherwise on one of the store's. */
    default void whenRoom(Runnable callback) {
        callback.run();
    }

    /** How many objects of this type have a state; those whose first one was committed a moment ago may be missing. */
    long count(String type) throws IOException;

    /** The objects that have a state, by name, after this name, at most {@code limit}. */
    List<Identity> list(String afterName, int limit) throws IOException;

    /**
     * Reads all objects as they were after one commit, and not in the middle of any: after all that was accepted before this
     * call, or a later one. Others commit meanwhile. Memory is needed for a few objects at a time; one snapshot is read at a
     * time, and a second waits.
     *
     * @throws IOException what the reader threw, or that the store can't be read or is closed meanwhile
     */
    void snapshot(SnapshotReader reader) throws IOException;

    /**
     * The states that former versions of the object's deployment wrote last, the newest first; those that are damaged are left
     * out.
     */
    default List<byte[]> former(long number) throws IOException {
        return List.of();
    }

    /** Settles what was accepted, and closes. */
    @Override
    void close() throws IOException;

    /**
     * Who an object is.
     *
     * @param stored whether it has a state, rather than only a number that was given away
     */
    record Identity(long number, String name, String type, boolean stored) {}

    /**
     * What a look at a name has shown.
     *
     * @param identity empty if no object has the name
     * @param position the commit that must be settled before anybody is told of it; 0 for none
     */
    record Sighting(Optional<Identity> identity, long position) {}

    /**
     * A change of one object.
     *
     * @param state the new state; null if the object is removed: its number is then dead and its name free
     * @param writer which version of the object's deployment wrote it: where that is another one than wrote the state before,
     *     that state is kept ({@link StateStore#former}); 0 if it is not known, and nothing is kept
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy per change would cost more than it guards
    record Change(long number, String name, String type, byte @Nullable [] state, long writer) {

        /** By a writer that is not known. */
        public Change(long number, String name, String type, byte @Nullable [] state) {
            this(number, name, type, state, 0);
        }
    }
}
