/**
 * The configuration, read and checked once, as records.
 *
 * <p>Start at {@link dev.hearth.core.config.ConfigLoader}; what it makes is {@link dev.hearth.core.config.HearthConfig}.
 *
 * <p><b>Invariant.</b> Nothing else reads configuration files or the environment, and a record that exists is valid.
 *
 * <p><b>Not decided here.</b> What a setting does: each room says so where it uses it.
 */
@NullMarked
package dev.hearth.core.config;

import org.jspecify.annotations.NullMarked;
