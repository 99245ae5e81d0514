/**
 * The measured objects themselves: deployed in the container, exported by the JDK's server.
 *
 * <p>Start at {@link BenchObject}; {@link PartsObject} hands out objects.
 *
 * <p><b>Invariant.</b> Both servers run these classes, unchanged.
 *
 * <p><b>Not decided here.</b> How they are called and timed.
 */
@NullMarked
package dev.hearth.benchmarks.subject.hosted;

import org.jspecify.annotations.NullMarked;
