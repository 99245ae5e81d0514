package dev.hearth.core.store;

import java.io.IOException;
import java.util.List;

/**
 * A database behind a log: it knows up to which position of the log it has everything.
 *
 * <p>The position is written in the same transaction as what it stands for. So it is right whatever a crash left, also where
 * the database has fallen back by some commits. Thread-safe.
 */
public interface SettledStore extends StateStore {

    /** All of the log up to this position is in the database, whether or not the disk has it; 0 at first. */
    long settledUpTo() throws IOException;

    /**
     * Writes what the log holds up to a position, in one transaction; does no harm when repeated. Returns when the operating
     * system has it.
     *
     * @param named identities that are new and have no state
     * @param changes of different objects, each the last of its object
     * @throws IOException if it can't; nothing is written then
     */
    void settle(long upTo, List<Identity> named, List<Change> changes) throws IOException;

    /** Returns when all that was written has reached the disk. */
    void sync() throws IOException;
}
