package dev.hearth.core.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * States in and out of the container, as {@link StoreTasks} has it done.
 *
 * <p>Thread-safe. All of it waits for the disk, and some for objects. An import looks between two objects whether its thread
 * was interrupted, and stops then.
 */
public interface StateExchange {

    /**
     * An object as it was committed last; empty if there is none with a state.
     *
     * @throws RefusedException if its state is damaged, or the store does not answer
     */
    Optional<StoredObject> show(String name) throws RefusedException;

    /**
     * Writes stored objects as lines of JSON, as they are at one moment.
     *
     * @param name the only object, with all below it; all objects if empty
     * @throws RefusedException if there is none, or it can't be done
     */
    Done write(OutputStream to, Optional<String> name) throws RefusedException;

    /** Gives what is to be put in, from the beginning, each time that it is asked. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * Puts objects in that are given as lines of JSON.
     *
     * @param replace whether they may take the place of objects that are there
     * @throws RefusedException if one of them can't be put in, and then none is; or if it broke off, which the message says
     */
    Done read(Source from, boolean replace) throws RefusedException;

    /**
     * Makes a copy of all that is durable.
     *
     * @param folder an absolute path on this machine; new or empty
     * @throws RefusedException if it can't be made; nothing is left of it then
     */
    Done backup(Path folder) throws RefusedException;

    /**
     * A stored object.
     *
     * @param size of the state, in bytes
     * @param active whether it is in memory
     * @param state JSON
     */
    record StoredObject(String name, String type, long number, int size, boolean active, String state) {}

    /**
     * What was done.
     *
     * @param message for people
     * @param damaged what is wrong with objects that were left out
     */
    record Done(String message, List<String> damaged) {}
}
