/**
 * Objects whose state survives everything, and calls between them that change both or neither.
 *
 * <p>Start at {@link dev.hearth.samples.accounts.AccountObject}; then see how {@link
 * dev.hearth.samples.accounts.TransfersObject} calls two accounts.
 *
 * <p><b>Invariant.</b> Money is neither made nor lost by a transfer, also by one that fails half way.
 *
 * <p><b>Not decided here.</b> When an account is written to the disk, and who may call it: the container does the one, hook
 * modules the other.
 */
@NullMarked
package dev.hearth.samples.accounts;

import org.jspecify.annotations.NullMarked;
