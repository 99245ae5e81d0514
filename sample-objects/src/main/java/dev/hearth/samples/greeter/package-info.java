/**
 * The smallest sample: an interface, a class, an annotation.
 *
 * <p>Start at {@link dev.hearth.samples.greeter.GreeterObject}. It is transient (made at its first call, ended when nobody
 * holds a stub of it) and {@code POOLED} (any thread, calls overlap).
 *
 * <p><b>Invariant.</b> A greeter knows nothing, so nothing in it needs a guard.
 *
 * <p><b>Not shown here.</b> State, for which see {@code accounts}; guarding it, for which see {@code carts}.
 */
@NullMarked
package dev.hearth.samples.greeter;

import org.jspecify.annotations.NullMarked;
