/**
 * What bytes travel through: a socket channel, plain or under TLS.
 *
 * <p>Start at {@link dev.hearth.core.wire.transport.Transport}; {@link dev.hearth.core.wire.transport.Tls} is what the
 * configuration makes of keys and trust.
 *
 * <p><b>Invariant.</b> A transport waits only where its channel does, and one that is idle holds no buffer.
 *
 * <p><b>Not decided here.</b> What the bytes mean, which thread reads them, how long a peer may take.
 */
@NullMarked
package dev.hearth.core.wire.transport;

import org.jspecify.annotations.NullMarked;
