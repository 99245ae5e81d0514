/**
 * {@code hearth prove}: a user's own proof that nothing acknowledged is lost, on their machine and disk.
 *
 * <p>Start at {@link dev.hearth.core.cli.prove.Proof}. It starts a container with {@link
 * dev.hearth.core.cli.prove.objects objects} of its own; {@link dev.hearth.core.cli.prove.Worker}s call them by plain stubs
 * and remember what they were told; a {@link dev.hearth.core.cli.prove.Blow} ends the container; the next one on the same
 * data is asked for everything.
 *
 * <p><b>Invariant.</b> What must be found is known in this process alone, from answers that clients got, and from nothing
 * that the container keeps.
 *
 * <p><b>Not decided here.</b> How the container keeps its promise.
 */
@NullMarked
package dev.hearth.core.cli.prove;

import org.jspecify.annotations.NullMarked;
