/**
 * Slow work: a thread for each call, which the container can interrupt.
 *
 * <p>Start at {@link dev.hearth.samples.worker.WorkerObject}.
 *
 * <p><b>Invariant.</b> Two calls never share a thread.
 *
 * <p><b>Not decided here.</b> How many calls may be at work at once ({@code threads.per-request} in {@code hearth.yaml}).
 */
@NullMarked
package dev.hearth.samples.worker;

import org.jspecify.annotations.NullMarked;
