/**
 * The second port: HTTP and JSON on loopback, with threads of its own, so that a busy or stuck container can still be
 * asked and interrupted.
 *
 * <p>Start at {@link dev.hearth.core.admin.AdminPort}. What it can ask is {@link dev.hearth.core.admin.Administration};
 * how a client finds it is {@link dev.hearth.core.admin.AdminAddress}. What takes long, since it is as much as the whole store,
 * is a {@code StoreTask}, whose end clients ask for.
 *
 * <p><b>Invariant.</b> Nothing but health is answered without the token that lies in the data folder, and no request
 * from another machine, or made for another host's name, is answered at all.
 *
 * <p><b>Not decided here.</b> What a deployment or a cancellation does, and how a call runs: calls go through {@link
 * dev.hearth.core.call.CallEntry} like those from the wire.
 */
@NullMarked
package dev.hearth.core.admin;

import org.jspecify.annotations.NullMarked;
