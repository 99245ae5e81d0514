/**
 * The values that travel through every room, and {@link dev.hearth.core.call.CallEntry}, the way in.
 *
 * <p>Whoever starts calls (the wire, the admin port, a reference between hosted objects) makes an {@link
 * dev.hearth.core.call.IncomingCall} and hands it to the {@code CallEntry}. What is hosted is described by {@link
 * dev.hearth.core.call.HostedType} and {@link dev.hearth.core.call.HostedMethod}.
 *
 * <p><b>Invariant.</b> Values here are immutable, and nothing here knows a room.
 *
 * <p><b>Not decided here.</b> Anything: these are words, not acts.
 */
@NullMarked
package dev.hearth.core.call;

import org.jspecify.annotations.NullMarked;
