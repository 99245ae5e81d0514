package dev.hearth.core.adapter;

import org.jspecify.annotations.Nullable;

/** Where {@link CallScope} and {@link LifecycleScope} keep what is bound: one for each thread, made once, since every call binds and unbinds. */
final class CurrentScope {

    static final ThreadLocal<CurrentScope> HOLDER = ThreadLocal.withInitial(CurrentScope::new);

    @Nullable
    CallScope bound;

    @Nullable
    LifecycleScope lifecycle;

    private CurrentScope() {}
}
