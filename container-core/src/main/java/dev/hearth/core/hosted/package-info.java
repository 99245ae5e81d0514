/**
 * The JDK's static methods that hosted code calls, as they are inside the container.
 *
 * <p>Start at {@link dev.hearth.core.hosted.HostedRmi}. Each method here stands for one of the JDK's and takes its
 * parameters, and after them the class whose code calls: so a call can be led here by adding one constant to it.
 *
 * <p><b>Invariant.</b> What is called here acts for the deployment whose class the caller is, and for no other.
 *
 * <p><b>Not decided here.</b> How calls are led here, and what exporting means ({@code adapter}).
 */
@NullMarked
package dev.hearth.core.hosted;

import org.jspecify.annotations.NullMarked;
