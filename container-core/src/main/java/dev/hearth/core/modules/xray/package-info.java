/**
 * The module {@code x-ray}: what happened to calls, hook by hook, for whoever asks.
 *
 * <p>Start at {@link dev.hearth.core.modules.xray.XRayModule}; a {@link dev.hearth.core.modules.xray.Watch} is one question.
 *
 * <p><b>Invariant.</b> Nothing is noted of a call unless somebody waits for it at that moment.
 *
 * <p><b>Not decided here.</b> What is noted of a call: that is the pipeline's.
 */
@NullMarked
package dev.hearth.core.modules.xray;

import org.jspecify.annotations.NullMarked;
