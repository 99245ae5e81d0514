/**
 * What the JDK is to hosted code where the JDK speaks of its own server and its own JVM: there it means the container.
 *
 * <p>Start at {@link dev.hearth.core.hosted.HostedCode}, the code of one version of one deployment. {@code jdk} has the classes
 * that stand in the place of the JDK's; they find out who calls and pass it on to the classes here: {@code HostedRmi} for
 * exports, {@code HostedRegistries} for registries and names, {@code HostedJvm} for the JVM itself.
 *
 * <p><b>Invariant.</b> What is called here acts for the deployment whose code the caller is, and for no other.
 *
 * <p><b>Not decided here.</b> How calls are led here ({@code deploy}), and what exporting means ({@code adapter}).
 */
@NullMarked
package dev.hearth.core.hosted;

import org.jspecify.annotations.NullMarked;
