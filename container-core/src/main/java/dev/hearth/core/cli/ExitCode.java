package dev.hearth.core.cli;

/** What the process says when it ends; the table in {@code docs/CLI.md}. */
public final class ExitCode {

    /** Done. */
    public static final int OK = 0;

    /** What was asked for failed: the called object threw, a deployment was refused. */
    public static final int FAILED = 1;

    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;

    /** No container runs on that data folder, or it does not answer. */
    public static final int UNREACHABLE = 3;

    /** The container stopped because a sync failed; what was in flight is known at the next start only. */
    public static final int UNKNOWN_OUTCOME = 4;

    /** The container can't start: a port is in use, the data folder belongs to another. */
    public static final int CANNOT_START = 5;

    private ExitCode() {}
}
