/**
 * The module {@code status}: what the container is doing, as an object that clients call and as a page.
 *
 * <p>Start at {@link dev.hearth.core.modules.status.StatusModule}.
 *
 * <p><b>Invariant.</b> To look at the status needs no thread and no lock of the objects that it tells of.
 *
 * <p><b>Not decided here.</b> Who may look: the object is called through the pipeline, the page by whoever has the token of the
 * admin port.
 */
@NullMarked
package dev.hearth.core.modules.status;

import org.jspecify.annotations.NullMarked;
