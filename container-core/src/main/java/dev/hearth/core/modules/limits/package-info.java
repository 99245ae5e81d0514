/**
 * The module {@code limits}: how many calls per second, and how many at the same time.
 *
 * <p>Start at {@link dev.hearth.core.modules.limits.LimitsModule}. {@link dev.hearth.core.modules.limits.Limits} are what holds
 * for a call; each counts in {@link dev.hearth.core.modules.limits.Counters}, a table that never grows.
 *
 * <p><b>Invariant.</b> What a call has taken of a limit on calls in progress it gives back exactly once, when it is over,
 * however it ended. Counting makes no garbage, but for what remembers a place that was taken.
 *
 * <p><b>Not decided here.</b> How many calls wait for an object, which is the dispatcher's, and how many connections there are.
 */
@NullMarked
package dev.hearth.core.modules.limits;

import org.jspecify.annotations.NullMarked;
