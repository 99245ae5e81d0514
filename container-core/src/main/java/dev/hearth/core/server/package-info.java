/**
 * The composition root: puts the rooms together, starts them in order, stops them in reverse.
 *
 * <p>Start at {@link dev.hearth.core.server.Container}.
 *
 * <p><b>Invariant.</b> This package alone knows every room; no room knows this package.
 *
 * <p><b>Not decided here.</b> Anything about calls or objects.
 */
@NullMarked
package dev.hearth.core.server;

import org.jspecify.annotations.NullMarked;
