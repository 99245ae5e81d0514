/**
 * Measures what hooks cost a call, in time and in bytes, with JMH.
 *
 * <p>Start at {@link dev.hearth.benchmarks.hooks.HookedCalls}; {@link dev.hearth.benchmarks.hooks.HooksBenchmark} runs it and
 * prints its numbers.
 *
 * <p><b>Invariant.</b> A measured call passes every phase of the real pipeline and enters a real object, but no wire, which
 * would cost a hundred times what is looked for, and no store.
 *
 * <p><b>Not decided here.</b> What the JVMs' flags are: {@code benchmarks/run}.
 */
@NullMarked
package dev.hearth.benchmarks.hooks;

import org.jspecify.annotations.NullMarked;
