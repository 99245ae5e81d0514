/**
 * What a client of the measured object holds: its remote interface and the values that travel.
 *
 * <p>Start at {@link Bench}. The package makes up the client's JAR, and lies again in the JAR that is deployed, as with any
 * hosted object.
 *
 * <p><b>Invariant.</b> Nothing here needs more than the JDK, so that both servers and the client run the same classes.
 *
 * <p><b>Not decided here.</b> Which server hosts the object, and how the calls are timed.
 */
@NullMarked
package dev.hearth.benchmarks.subject;

import org.jspecify.annotations.NullMarked;
