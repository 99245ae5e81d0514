/**
 * Measures what Hearth costs beside the JDK's own RMI server, and how soon after its start it answers.
 *
 * <p>Start at {@link WireBenchmark}, {@link StartBenchmark}, {@link ConnectionsBenchmark} and {@link ObjectsBenchmark};
 * {@code benchmarks/run} starts them.
 *
 * <p><b>Invariant.</b> The client JVM has the JDK, these classes and a client's JAR, nothing of the container: what is
 * timed is an unmodified JDK client, but for {@link ConnectionsBenchmark}, which holds each connection itself and sends
 * the same bytes. Servers run in JVMs of their own.
 *
 * <p><b>Not decided here.</b> Which servers are compared, with which flags, and where they run: {@code benchmarks/run}.
 */
@NullMarked
package dev.hearth.benchmarks;

import org.jspecify.annotations.NullMarked;
