/**
 * A log in front of a database: a commit is acknowledged when it is in the log, and settles in the database behind it.
 *
 * <p>Start at {@link dev.hearth.core.store.log.LoggedStateStore}.
 *
 * <p><b>Invariant.</b> What the log acknowledged is in a log file that is kept until the database has it on the disk; what
 * is in the log files is put into the database again at the start, so the database may fall back by some commits in a crash.
 *
 * <p><b>Not decided here.</b> What is committed together, and which database it is.
 */
@NullMarked
package dev.hearth.core.store.log;

import org.jspecify.annotations.NullMarked;
