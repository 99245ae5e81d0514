/**
 * Measures what Hearth costs beside the JDK's own RMI server, and how soon after its start it answers.
 *
 * <p>Start at {@link WireBenchmark} and {@link StartBenchmark}; {@code benchmarks/run} starts both.
 *
 * <p><b>Invariant.</b> The client JVM has the JDK, these classes and a client's JAR, nothing of the container: what is
 * timed is an unmodified JDK client. Servers run in JVMs of their own.
 *
 * <p><b>Not decided here.</b> Which servers are compared, with which flags, and where they run: {@code benchmarks/run}.
 */
@NullMarked
package dev.hearth.benchmarks;

import org.jspecify.annotations.NullMarked;
