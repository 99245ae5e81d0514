/**
 * Tests of hosted objects and hook modules in a real container.
 *
 * <p>Start at {@link dev.hearth.testkit.HearthExtension}. A test names its classes; the extension packs them into a JAR as a
 * build would, starts a container in the test's JVM on a free port, and gives the test what a client has: stubs of the JDK's.
 * So a call of a test passes the wire, the pipeline, the threads and the store, as a user's does.
 *
 * <p><b>Invariant.</b> What the extension started is closed when the test or its class is over, and what it wrote is deleted.
 *
 * <p><b>Not decided here.</b> Anything about how objects behave: this package has no fake of the container's.
 */
@NullMarked
package dev.hearth.testkit;

import org.jspecify.annotations.NullMarked;
