package dev.hearth.core.cli;

import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.config.HearthConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Keeps the file of users; whether a container runs does not matter. */
public interface UserKeeper {

    /** A user, without the hash of the password. */
    record Row(String user, List<String> roles) {}

    /**
     * Adds a user.
     *
     * @param data the data folder
     * @param password not kept; the caller clears it
     * @throws RefusedException if there is one of this name, or a name or the password can't be one
     */
    void add(HearthConfig config, Path data, String name, char[] password, Set<String> roles) throws RefusedException;

    /**
     * Removes a user, whose sessions end.
     *
     * @throws RefusedException if there is none of this name
     */
    void remove(HearthConfig config, Path data, String name) throws RefusedException;

    /**
     * Changes a password; the user's sessions end.
     *
     * @throws RefusedException if there is no such user, or the password can't be one
     */
    void password(HearthConfig config, Path data, String name, char[] password) throws RefusedException;

    /**
     * Changes what a user may act as, also in the sessions that there are.
     *
     * @throws RefusedException if there is no such user, or a name can't be one
     */
    void roles(HearthConfig config, Path data, String name, Set<String> roles) throws RefusedException;

    /**
     * Looks before somebody is asked for a password.
     *
     * @throws RefusedException if the user is there and should not be, or should and is not
     */
    void requirePresent(HearthConfig config, Path data, String name, boolean wanted) throws RefusedException;

    /** The users by name. */
    List<Row> list(HearthConfig config, Path data) throws RefusedException;
}
