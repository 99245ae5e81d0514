/**
 * The container as its users meet it: a process of its own, clients in JVMs of their own.
 *
 * <p>Start at {@link dev.hearth.core.endtoend.Server} and {@link dev.hearth.core.endtoend.Client}. What is deployed and what
 * clients run lies as sources under {@code src/test/resources/endtoend} and is compiled by the test that uses it.
 *
 * <p><b>Invariant.</b> A client has the JDK, the interfaces and value classes of the deployment, and nothing of Hearth's.
 *
 * <p><b>Not decided here.</b> What single rooms do with each of their inputs: their own tests say that.
 */
@NullMarked
package dev.hearth.core.endtoend;

import org.jspecify.annotations.NullMarked;
