/**
 * Patterns of objects' names, for the modules that have some in their settings.
 *
 * <p>Start at {@link dev.hearth.core.modules.names.NamePattern}.
 *
 * <p><b>Invariant.</b> A name is matched in one pass, whoever made it up.
 *
 * <p><b>Not decided here.</b> What becomes of a name that fits.
 */
@NullMarked
package dev.hearth.core.modules.names;

import org.jspecify.annotations.NullMarked;
