/**
 * What travels in JRMP messages: object ids, stubs, arguments, results, exceptions.
 *
 * <p>Start at {@link dev.hearth.core.wire.marshal.Marshaller}: what the endpoint needs; {@link
 * dev.hearth.core.wire.marshal.StreamMarshaller} is it. Methods of primitives, texts and bytes are read and written by
 * hand, and so are plain objects ({@link dev.hearth.core.wire.marshal.PlainReader}, {@link
 * dev.hearth.core.wire.marshal.PlainWriter}); all others by object streams under a class filter that the method's signature
 * means.
 *
 * <p><b>Invariant.</b> Reading calls nobody, takes not one byte past the message, and loads no class that was not
 * allowed by name before. A message is written whole or not at all.
 *
 * <p><b>Not decided here.</b> Which calls are let in ({@code pipeline}), how bytes reach a peer ({@code wire.jrmp},
 * {@code wire.outgoing}), which objects there are ({@link dev.hearth.core.call.ObjectReferences}).
 */
@NullMarked
package dev.hearth.core.wire.marshal;

import org.jspecify.annotations.NullMarked;
