/**
 * A window into the container's threads, for the samples that show a threading policy.
 *
 * <p>Start at {@link dev.hearth.samples.threading.Visited}: a call that stays inside an object and tells on which thread it
 * was and how many others were there.
 *
 * <p><b>Invariant.</b> Every visit ends, after {@link dev.hearth.samples.threading.Turnstile#LONGEST_MILLIS} at the latest.
 *
 * <p><b>Not decided here.</b> Which thread comes: that is what is looked at.
 */
@NullMarked
package dev.hearth.samples.threading;

import org.jspecify.annotations.NullMarked;
