package dev.hearth.core.adapter;

import dev.hearth.core.call.ForgottenLocals;
import org.jspecify.annotations.Nullable;

/** Where {@link CallScope} and {@link LifecycleScope} keep what is bound: one for each thread, made once, since every call binds and unbinds. */
final class CurrentScope {

    static final ThreadLocal<CurrentScope> HOLDER = ThreadLocal.withInitial(CurrentScope::new);

    @Nullable
    CallScope bound;

    @Nullable
    LifecycleScope lifecycle;

    private final ForgottenLocals.OfThread locals = new ForgottenLocals.OfThread();

    private CurrentScope() {}

    /** Takes what ended deployments have left on this thread; of the current thread. */
    void forget() {
        locals.forget();
    }
}
