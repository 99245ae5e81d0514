/**
 * The management of this JVM through the object port: JMX for the JDK's own clients.
 *
 * <p>Start at {@link dev.hearth.core.jmx.Jmx}. A client looks {@code jmxrmi} up and asks it for a connection; that is an
 * object without a name, which ends when the client closes it or lets go of it. Both are hosted as other objects are: their
 * calls run the pipeline.
 *
 * <p><b>Invariant.</b> No value of a class outside of {@link dev.hearth.core.jmx.JmxClasses} comes in, at any depth.
 *
 * <p><b>Not decided here.</b> Who may call (the hooks), and what MBeans there are.
 */
@NullMarked
package dev.hearth.core.jmx;

import org.jspecify.annotations.NullMarked;
