/**
 * The object port: connections that speak JRMP, and leases.
 *
 * <p>Start at {@link dev.hearth.core.wire.jrmp.JrmpEndpoint}; what one message does is {@code Protocol.step}. A {@code
 * JrmpConnection} is read by one thread at a time: a thread of its own ({@code Residents}), or one of the shared ones
 * ({@code Readers}), which know what to do when bytes are missing. The {@code Protocol} never waits.
 *
 * <p><b>Invariant.</b> Every call that was read gets one reply or a closed connection, and a peer, whatever it sends or
 * leaves out, costs a bounded amount of memory, time and threads.
 *
 * <p><b>Not decided here.</b> Who may call, what arguments may be, which thread runs the object, when an object ends.
 */
@NullMarked
package dev.hearth.core.wire.jrmp;

import org.jspecify.annotations.NullMarked;
