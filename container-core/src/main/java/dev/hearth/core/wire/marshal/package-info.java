/**
 * Turns arguments and results into bytes and back.
 *
 * <p>Start at {@link dev.hearth.core.wire.marshal.Marshaller}.
 *
 * <p><b>Invariant.</b> Nothing is instantiated that the called method's signature cannot mean.
 *
 * <p><b>Not decided here.</b> Connections, who may call, which thread runs the call.
 */
@NullMarked
package dev.hearth.core.wire.marshal;

import org.jspecify.annotations.NullMarked;
