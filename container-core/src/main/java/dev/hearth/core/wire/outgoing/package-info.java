/**
 * Calls that hosted code makes to stubs that came in: a client's callback, another server.
 *
 * <p>Start at {@link dev.hearth.core.wire.outgoing.JrmpClient}.
 *
 * <p><b>Invariant.</b> No call outlasts its deadline or its thread's interruption, and what the callee answers is let in
 * like what a caller sends.
 *
 * <p><b>Not decided here.</b> What bytes mean ({@code wire.marshal}), which thread waits ({@code dispatch}).
 */
@NullMarked
package dev.hearth.core.wire.outgoing;

import org.jspecify.annotations.NullMarked;
