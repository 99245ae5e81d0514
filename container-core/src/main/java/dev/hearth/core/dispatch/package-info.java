/**
 * Which thread runs a call, in what order, how many wait, when to give up.
 *
 * <p>Start at {@link dev.hearth.core.dispatch.Dispatcher}. A {@link dev.hearth.core.dispatch.Turn} is a call that wants to
 * be in an object; a {@link dev.hearth.core.dispatch.Chain} is a call from outside with all the calls between hosted objects
 * that it makes; a {@link dev.hearth.core.dispatch.Lane} takes chains one at a time and is the lock of a persistent object
 * until the chain ends.
 *
 * <p><b>Invariant.</b> Lanes are all that a chain ever waits for: a turn that waits for anything else (a place in the pool)
 * owns no lane. So a circle of waiting chains is a circle of lanes, and is found when it closes.
 *
 * <p><b>Not decided here.</b> What happens in a turn ({@code pipeline}), how servants live ({@code adapter}).
 */
@NullMarked
package dev.hearth.core.dispatch;

import org.jspecify.annotations.NullMarked;
