/**
 * An object that needs no lock because the container has one thread for it.
 *
 * <p>Start at {@link dev.hearth.samples.counter.CounterObject}.
 *
 * <p><b>Invariant.</b> No number is given twice while the counter lives.
 *
 * <p><b>Not shown here.</b> A counter that survives a restart: that takes {@code lifecycle = PERSISTENT} and nothing else.
 */
@NullMarked
package dev.hearth.samples.counter;

import org.jspecify.annotations.NullMarked;
