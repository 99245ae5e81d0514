/**
 * Annotations by name, from class files.
 *
 * <p>Start at {@link dev.hearth.core.call.marks.MarkedClass}. A class that is loaded has only those annotations whose classes
 * are there; the file has all that were written.
 *
 * <p><b>Not decided here.</b> What a mark means.
 */
@NullMarked
package dev.hearth.core.call.marks;

import org.jspecify.annotations.NullMarked;
