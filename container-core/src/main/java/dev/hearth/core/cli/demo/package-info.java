/**
 * {@code hearth demo}: the whole story in half a minute.
 *
 * <p>Start at {@link dev.hearth.core.cli.demo.Demo}. It starts a container and a client as processes of their own, kills
 * the container in the middle, and prints what the client saw.
 *
 * <p><b>Invariant.</b> When {@code run} returns, no process that it started is alive and its scratch folder is gone.
 *
 * <p><b>Not decided here.</b> What is checked: the client in {@code sample-objects} does that, with the JDK and the samples'
 * interfaces alone.
 */
@NullMarked
package dev.hearth.core.cli.demo;

import org.jspecify.annotations.NullMarked;
