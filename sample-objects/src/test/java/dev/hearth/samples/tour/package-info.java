/**
 * The examples of {@code docs/HOOKS.md}: what stands there is the text of these files, which {@code HooksPageTest} sees to.
 *
 * <p><b>Invariant.</b> Each example stands in the page as it is here, and runs in {@code OfficeHoursTest} or {@code TourTest}.
 *
 * <p><b>Not decided here.</b> What a module is (the API), how one is tested (the test kit).
 */
@NullMarked
package dev.hearth.samples.tour;

import org.jspecify.annotations.NullMarked;
