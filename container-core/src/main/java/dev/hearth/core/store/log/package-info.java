/**
 * A log in front of a database: a commit is acknowledged when it is in the log, and settles in the database behind it.
 *
 * <p>Start at {@link dev.hearth.core.store.log.LoggedStateStore}. {@code LogWriter} is the thread that writes, {@code Frame}
 * what it writes in one piece, {@code LogFile} and {@code LogFiles} where; {@code Settling} brings it into the database, {@code
 * Overlay} answers until it is there; {@code LogReader} judges at a start what is left.
 *
 * <p><b>Invariant.</b> What the log acknowledged is in a log file that is kept until the database has it on the disk. The
 * database says how far it has it, in the transaction itself, so it may fall back by some commits in a crash.
 *
 * <p><b>Not decided here.</b> What is committed together, and which database it is.
 */
@NullMarked
package dev.hearth.core.store.log;

import org.jspecify.annotations.NullMarked;
