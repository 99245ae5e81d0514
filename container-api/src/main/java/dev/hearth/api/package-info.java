/**
 * What a hosted object is written with.
 *
 * <p>Start at {@link HostedObject}: put it on a class that implements a {@link java.rmi.Remote} interface, pack the class
 * into a JAR, drop the JAR into {@code deploy/}. An object that wants to know its own name, its caller or its neighbours
 * takes an {@link ObjectContext} in its constructor. Hook modules, which decide what happens around a call, are in
 * {@link dev.hearth.api.hook}.
 *
 * <p>Nothing here depends on anything but the JDK. A client needs nothing from here, but {@link Login} if it logs in.
 */
@NullMarked
package dev.hearth.api;

import org.jspecify.annotations.NullMarked;
