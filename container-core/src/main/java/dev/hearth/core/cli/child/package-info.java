/**
 * Processes that a command starts: containers and clients of its own.
 *
 * <p>Start at {@link dev.hearth.core.cli.child.Child}.
 *
 * <p><b>Invariant.</b> A process that was started here ends with the one that started it.
 *
 * <p><b>Not decided here.</b> What is started, and why.
 */
@NullMarked
package dev.hearth.core.cli.child;

import org.jspecify.annotations.NullMarked;
