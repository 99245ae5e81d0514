/**
 * Looks into a program that was never written for Hearth, and writes the descriptor that lets Hearth run it.
 *
 * <p>Start at {@link dev.hearth.core.adopt.ForeignJar}: it reads the class files, {@link dev.hearth.core.adopt.CodeReader}
 * follows what is known of the values in a method, {@link dev.hearth.core.adopt.Recognition} says what a call means to an RMI
 * program, {@link dev.hearth.core.adopt.Supposed} which one is taken for the server where no call shows it, and
 * {@link dev.hearth.core.adopt.Findings} is the result, from which {@link dev.hearth.core.adopt.Proposal}
 * makes the descriptor.
 *
 * <p><b>Invariant.</b> No code of the program is run, and no class of it is loaded.
 *
 * <p><b>Not decided here.</b> What becomes of a redirected call, and whether a descriptor is sound ({@code deploy}).
 */
@NullMarked
package dev.hearth.core.adopt;

import org.jspecify.annotations.NullMarked;
