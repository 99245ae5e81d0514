/**
 * Which thread runs a call, in what order, how many wait, when to give up.
 *
 * <p>Start at {@link dev.hearth.core.dispatch.Dispatcher}. A {@link dev.hearth.core.dispatch.Turn} is a call that wants to
 * be in an object; a {@link dev.hearth.core.dispatch.Chain} is a call from outside with all the calls between hosted objects
 * that it makes; a {@link dev.hearth.core.dispatch.Lane} takes chains one at a time and is the lock of a persistent object
 * until the chain ends. An {@link dev.hearth.core.dispatch.Intake} is where chains come into a deployment, or into the
 * container, as its {@link dev.hearth.core.dispatch.IntakeState} wants it; {@link dev.hearth.core.dispatch.Intakes} has them
 * all.
 *
 * <p><b>States.</b> A deployment's state meets a chain when it enters the deployment for the first time; after that the chain
 * is in, until its end, so that what runs can finish. The container's state meets a chain when it begins: also one that a
 * thread of hosted code begins, and one that calls the registry, but none that manages the JVM. A held call that would begin
 * a chain lies in a queue; a chain that is held in the middle keeps its thread and its lanes.
 *
 * <p><b>Invariant.</b> Lanes are all that a chain ever waits for: a turn that waits for anything else (a place in the pool)
 * owns no lane. A held intake is a lane too, whose owner, the operator, waits for nothing. So a circle of waiting chains is a circle of lanes, and is found when it closes.
 *
 * <p><b>Not decided here.</b> What happens in a turn ({@code pipeline}), how servants live ({@code adapter}).
 */
@NullMarked
package dev.hearth.core.dispatch;

import org.jspecify.annotations.NullMarked;
