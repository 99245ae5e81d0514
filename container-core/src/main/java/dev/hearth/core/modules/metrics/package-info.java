/**
 * The module {@code metrics}: what the container does, in numbers that Prometheus reads.
 *
 * <p>Start at {@link dev.hearth.core.modules.metrics.MetricsModule}; {@link dev.hearth.core.modules.metrics.CallMeters} are the
 * numbers of calls. Micrometer's classes are loaded only where the module is on.
 *
 * <p><b>Invariant.</b> How many series there are depends on the deployed types alone, never on what callers make up, and is
 * bounded.
 *
 * <p><b>Not decided here.</b> Who keeps the numbers and looks at them.
 */
@NullMarked
package dev.hearth.core.modules.metrics;

import org.jspecify.annotations.NullMarked;
