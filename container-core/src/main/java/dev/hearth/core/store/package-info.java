/**
 * State on disk.
 *
 * <p>Start at {@link dev.hearth.core.store.StateStore}: the promise, whoever keeps it. {@link
 * dev.hearth.core.store.StateCodec} turns a servant's fields into JSON and back; {@link
 * dev.hearth.core.store.JsonStateCodec} does it by their declared types, each of which {@code CodecChoice} gives a {@code
 * ValueCodec} or refuses. {@link dev.hearth.core.store.DataFolder} is the folder under all of it, with its lock; {@link
 * dev.hearth.core.store.Backup} a copy of what is in it, made of {@link dev.hearth.core.store.ObjectLine}s.
 *
 * <p><b>Invariant.</b> When a commit is reported durable, what it holds is found again after any crash that the chosen
 * durability names, whole; when it is reported failed, nothing of it is.
 *
 * <p><b>Not decided here.</b> When an object is saved or loaded ({@code adapter}), which calls commit together
 * ({@code dispatch}), which database keeps it ({@code store.jdbc}).
 */
@NullMarked
package dev.hearth.core.store;

import org.jspecify.annotations.NullMarked;
