/**
 * The object adapter: turns an object's identity into a servant that can take a call.
 *
 * <p>Start at {@link dev.hearth.core.adapter.ObjectAdapter}. A call finds its {@link
 * dev.hearth.core.adapter.ObjectSlot}; on the thread that dispatch chose, the {@link dev.hearth.core.adapter.Incarnator}
 * makes a servant when there is none; a {@link dev.hearth.core.adapter.Transaction} remembers what the chain of calls
 * changed, and commits or undoes it.
 *
 * <p><b>Invariant.</b> At most one activation of an object takes new calls at any moment, also while its class is
 * replaced.
 *
 * <p><b>Not decided here.</b> Which thread runs the call ({@code dispatch}), how state is written ({@code store}), which
 * protocol brought the call.
 */
@NullMarked
package dev.hearth.core.adapter;

import org.jspecify.annotations.NullMarked;
