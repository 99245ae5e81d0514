package dev.hearth.core.adapter;

/** Where {@link CallScope} keeps what is bound. */
final class CurrentScope {

    static final ThreadLocal<CallScope> HOLDER = new ThreadLocal<>();

    private CurrentScope() {}
}
