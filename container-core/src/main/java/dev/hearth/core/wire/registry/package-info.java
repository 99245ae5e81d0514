/**
 * The object {@code registry}: finds deployed objects by name, and keeps the names that code binds.
 *
 * <p>Start at {@link dev.hearth.core.wire.registry.RegistryServant}. It is called like any hosted object: what came over a
 * wire has passed the pipeline, and the stubs in it are not more than addresses.
 *
 * <p><b>Invariant.</b> A deployed name means the deployed object, whatever is bound. What is bound is bounded, and gone
 * with the process.
 *
 * <p><b>Not decided here.</b> How stubs are read and written ({@code wire.marshal}), which objects there are
 * ({@link dev.hearth.core.wire.registry.Directory}), who may call the registry at all ({@code pipeline}).
 */
@NullMarked
package dev.hearth.core.wire.registry;

import org.jspecify.annotations.NullMarked;
