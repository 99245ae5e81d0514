/**
 * Measures what a call from one hosted object to another costs, in time and in bytes, with JMH.
 *
 * <p>Start at {@link dev.hearth.benchmarks.local.LocalCalls}; {@link dev.hearth.benchmarks.local.LocalBenchmark} runs it and
 * prints its numbers.
 *
 * <p><b>Invariant.</b> The container runs as it is deployed, with the objects' JAR in its deploy folder, but in JMH's own JVM,
 * so that all that it allocates is counted.
 *
 * <p><b>Not decided here.</b> What the JVMs' flags are: {@code benchmarks/run}.
 */
@NullMarked
package dev.hearth.benchmarks.local;

import org.jspecify.annotations.NullMarked;
