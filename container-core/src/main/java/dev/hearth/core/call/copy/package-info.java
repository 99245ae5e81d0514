/**
 * Calls between deployments: what they pass by value.
 *
 * <p>Start at {@link dev.hearth.core.call.copy.LocalCopier}.
 *
 * <p><b>Invariant.</b> Two deployments never share an object that one of them can change, and neither holds the other's
 * classes.
 *
 * <p><b>Not decided here.</b> When a call crosses deployments ({@code adapter}).
 */
@NullMarked
package dev.hearth.core.call.copy;

import org.jspecify.annotations.NullMarked;
