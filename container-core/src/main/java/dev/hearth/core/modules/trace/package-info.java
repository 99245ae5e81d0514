/**
 * The module {@code trace}: a span of OpenTelemetry for each call.
 *
 * <p>Start at {@link dev.hearth.core.modules.trace.TraceModule}. {@link dev.hearth.core.modules.trace.CallSpans} alone knows
 * OpenTelemetry, and is loaded only where its API is on the class path and the module is on.
 *
 * <p><b>Invariant.</b> A span that was begun is ended, once, whatever became of the call.
 *
 * <p><b>Not decided here.</b> Where spans go, and which of them: that is the configuration of OpenTelemetry's SDK or agent.
 */
@NullMarked
package dev.hearth.core.modules.trace;

import org.jspecify.annotations.NullMarked;
