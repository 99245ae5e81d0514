package dev.hearth.core.cli.prove;

import java.util.Arrays;
import java.util.List;

/** What is done to a container. */
public enum Harm {

    /** {@code kill -9}. */
    KILL,

    /** It stands still for a while, with calls inside, and is killed. */
    PAUSE,

    /** A write of the log fails half done; it must go on, and is killed later. */
    WRITE,

    /** The process ends in the middle of a write of the log. */
    TEAR,

    /** A sync of the log fails; it must end by itself. */
    SYNC,

    /** There is no room for its log any more; it must refuse, and is killed later. */
    FULL,

    /** Its disk falls back to what it was a moment before: acknowledged calls are lost, and that must be found. */
    FORGET;

    /** Those that a container must survive. */
    public static final List<Harm> SURVIVABLE =
            Arrays.stream(values()).filter(harm -> harm != FORGET).toList();

    /** Whether the shell's signals are needed. */
    boolean needsShell() {
        return this == PAUSE || this == FORGET;
    }
}
