/**
 * The objects that {@code hearth prove} deploys: hosted in the container, called through their interfaces from outside.
 *
 * <p>Start at {@link dev.hearth.core.cli.prove.objects.TallyObject}. They travel into the container in a JAR of their own;
 * so nothing here knows the rest of the core.
 *
 * <p><b>Invariant.</b> What an object holds tells which calls it has seen, so that a call that happened twice, half or not
 * at all shows.
 *
 * <p><b>Not decided here.</b> What should be there: the process that calls remembers it.
 */
@NullMarked
package dev.hearth.core.cli.prove.objects;

import org.jspecify.annotations.NullMarked;
