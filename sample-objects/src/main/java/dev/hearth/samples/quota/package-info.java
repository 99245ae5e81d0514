/**
 * A hook module of one's own.
 *
 * <p>Start at {@link dev.hearth.samples.quota.QuotaModule}; the container finds it through {@code
 * META-INF/services/dev.hearth.api.hook.HookModule} in the same JAR.
 *
 * <p><b>Invariant.</b> Without its setting the module registers no hook.
 *
 * <p><b>Not decided here.</b> Where the hooks run among those of other modules: the module says what it must follow, and
 * the container sorts.
 */
@NullMarked
package dev.hearth.samples.quota;

import org.jspecify.annotations.NullMarked;
