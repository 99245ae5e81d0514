/**
 * The module {@code alias}: other names for objects, names that have moved, names that are gone.
 *
 * <p>Start at {@link dev.hearth.core.modules.alias.AliasModule}; {@link dev.hearth.core.modules.alias.AliasRules} says where a
 * name leads.
 *
 * <p><b>Invariant.</b> A name leads somewhere in fewer steps than there are rules: rules that could lead in a circle are
 * refused when the module registers.
 *
 * <p><b>Not decided here.</b> Whether there is an object at the other end, and whether the caller may use it.
 */
@NullMarked
package dev.hearth.core.modules.alias;

import org.jspecify.annotations.NullMarked;
