/**
 * What happens to a call around its object: the phases, in order, and the hooks in them.
 *
 * <p>Start at {@link dev.hearth.core.pipeline.CallProcessor}: one method there names the phases, and {@link
 * dev.hearth.core.pipeline.BeforeObject} and {@link dev.hearth.core.pipeline.InObject} are what they do. A {@link
 * dev.hearth.core.pipeline.CallRun} is one call on its way, of which other threads see the {@link
 * dev.hearth.core.pipeline.Progress}; {@link dev.hearth.core.pipeline.HookTable} is the hooks that a call meets, in running
 * order.
 *
 * <p><b>Invariant.</b> A call meets one table of hooks from beginning to end, and its {@code log} hooks exactly once.
 *
 * <p><b>Not decided here.</b> Where calls come from ({@code wire}), which thread runs them ({@code dispatch}), how objects
 * live ({@code adapter}).
 */
@NullMarked
package dev.hearth.core.pipeline;

import org.jspecify.annotations.NullMarked;
