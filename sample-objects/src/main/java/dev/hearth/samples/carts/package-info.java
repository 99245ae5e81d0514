/**
 * Objects that are made by a method: what a hosted object returns as a {@link java.rmi.Remote} is hosted too.
 *
 * <p>Start at {@link dev.hearth.samples.carts.CartsObject}, the factory.
 *
 * <p><b>Invariant.</b> A cart has no name: only who got its stub can reach it, and it ends when the last stub is gone.
 *
 * <p><b>Not shown here.</b> Carts that survive a restart: those need names, as {@code accounts/alice} has.
 */
@NullMarked
package dev.hearth.samples.carts;

import org.jspecify.annotations.NullMarked;
