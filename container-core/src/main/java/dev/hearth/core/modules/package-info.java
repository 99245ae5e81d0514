/**
 * The built-in hook modules, written on the public API as a user's are.
 *
 * <p>Start at {@link dev.hearth.core.modules.AllowModule}, the small one, then {@link
 * dev.hearth.core.modules.AccessLogModule}: its hook copies a call into {@link dev.hearth.core.modules.AccessRing}, and a
 * thread of its own, {@link dev.hearth.core.modules.AccessLogWriter}, turns that into lines of a file.
 *
 * <p><b>Invariant.</b> Nothing here imports anything of the container but {@code dev.hearth.api}: what these modules can't
 * do, the API lacks. A module that is not configured registers no hook.
 *
 * <p><b>Not decided here.</b> In which order modules run, and where their settings come from.
 */
@NullMarked
package dev.hearth.core.modules;

import org.jspecify.annotations.NullMarked;
