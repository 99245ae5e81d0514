package dev.hearth.api.hook;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link HandleHook} says. Immutable. */
public final class Handled {

    /** Not handled here: the next hook is asked, and in the end the object. */
    public static final Handled DECLINED = new Handled(null, null, null);

    private final @Nullable Object result;
    private final @Nullable String denial;
    private final @Nullable String forward;

    private Handled(@Nullable Object result, @Nullable String denial, @Nullable String forward) {
        this.result = result;
        this.denial = denial;
        this.forward = forward;
    }

    /**
     * Answers in the object's place, which is then not called.
     *
     * @param result must fit the method's return type; null for {@code void}
     */
    public static Handled result(@Nullable Object result) {
        return new Handled(result, null, null);
    }

    /** Refuses the call, as {@link Answer#deny}. */
    public static Handled deny(String reason) {
        return new Handled(null, Objects.requireNonNull(reason, "reason"), null);
    }

    /**
     * Lets another object answer: its method of the same name and parameters is called with the arguments as they are.
     *
     * <p>The call is admitted there anew, from {@code access} to {@code authorize}, with the peer and the principal of this
     * one. It is part of the same chain, and this object's turn lasts until it is over. Where it is forwarded again, at most
     * ten times in a row; then it is refused.
     *
     * @param object the name as a client would look it up; it is not translated
     */
    public static Handled forward(String object) {
        return new Handled(null, null, Objects.requireNonNull(object, "object"));
    }

    /** The result; null also for a method that returned null. */
    public @Nullable Object result() {
        return result;
    }

    /** The reason of a denial. */
    public Optional<String> denial() {
        return Optional.ofNullable(denial);
    }

    /** The name of the object that answers instead. */
    public Optional<String> forward() {
        return Optional.ofNullable(forward);
    }
}
