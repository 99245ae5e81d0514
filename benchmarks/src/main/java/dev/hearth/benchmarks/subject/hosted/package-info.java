/**
 * The measured object itself: deployed in the container, exported by the JDK's server.
 *
 * <p>Start at {@link BenchObject}.
 *
 * <p><b>Invariant.</b> Both servers run this one class, unchanged.
 *
 * <p><b>Not decided here.</b> How it is called and timed.
 */
@NullMarked
package dev.hearth.benchmarks.subject.hosted;

import org.jspecify.annotations.NullMarked;
