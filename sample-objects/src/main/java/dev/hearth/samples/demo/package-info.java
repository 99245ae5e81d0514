/**
 * A client that calls every sample through plain RMI stubs, checks every answer, and goes on with the same stubs after the
 * server was killed and started again.
 *
 * <p>Start at {@link dev.hearth.samples.demo.DemoClient}; each {@link dev.hearth.samples.demo.Scene} shows one sample.
 *
 * <p><b>Invariant.</b> Nothing here needs more than the JDK and the samples' interfaces.
 *
 * <p><b>Not decided here.</b> When the server is killed: whoever started this program does that between two commands.
 */
@NullMarked
package dev.hearth.samples.demo;

import org.jspecify.annotations.NullMarked;
