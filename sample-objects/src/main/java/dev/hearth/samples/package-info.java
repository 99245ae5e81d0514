/**
 * Sample objects, each worth copying, one to a package.
 *
 * <p>Start at {@link dev.hearth.samples.greeter}. The others, by what they show: {@link dev.hearth.samples.accounts}
 * (durable state, transactions), {@link dev.hearth.samples.chat} (callbacks), {@link dev.hearth.samples.counter} and {@link
 * dev.hearth.samples.worker} (threads), {@link dev.hearth.samples.carts} (objects without names), {@link
 * dev.hearth.samples.quota} (a hook module). {@link dev.hearth.samples.demo} is a client that calls them all.
 *
 * <p><b>Invariant.</b> A sample depends on the JDK and {@code dev.hearth.api}; what a client needs of it (interfaces,
 * records, exceptions) on the JDK alone.
 *
 * <p><b>Not decided here.</b> Anything about the container: these are its guests.
 */
@NullMarked
package dev.hearth.samples;

import org.jspecify.annotations.NullMarked;
