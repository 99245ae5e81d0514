/**
 * What a hook module is written with.
 *
 * <p>A {@link HookModule} registers hooks in the phases that every call passes, in this order: {@code connect},
 * {@code receive}, {@code translate}, {@code access}, {@code authenticate}, {@code authorize}; then the arguments are
 * deserialised; {@code fixup}; then, on the object's own thread, {@code around}, {@code handle}, {@code reply}; and at the
 * end, whatever happened, {@code log}. Other phases follow connections ({@code disconnect}), objects ({@code activate},
 * {@code passivate}), types ({@code deploy}, {@code undeploy}) and the container ({@code configure}, {@code start},
 * {@code stop}). {@link Hooks} says of each phase what it is for. What a hook may see and change is in the type that it gets:
 * no hook can ask for arguments before they exist.
 *
 * <p>A module is found in any JAR under {@code deploy/} through
 * {@code META-INF/services/dev.hearth.api.hook.HookModule}.
 */
@NullMarked
package dev.hearth.api.hook;

import org.jspecify.annotations.NullMarked;
