/**
 * Calls back to the client: the server calls objects that live in its callers' JVMs.
 *
 * <p>Start at {@link dev.hearth.samples.chat.ChatRoomObject}.
 *
 * <p><b>Invariant.</b> A listener that can't be reached is dropped at the next word said, so a room never calls the dead
 * twice.
 *
 * <p><b>Not shown here.</b> A room that outlives its guests: rooms are transient.
 */
@NullMarked
package dev.hearth.samples.chat;

import org.jspecify.annotations.NullMarked;
