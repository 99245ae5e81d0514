package dev.hearth.api.hook;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link HandleHook} says. Immutable. */
public final class Handled {

    /** Not handled here: the next hook is asked, and in the end the object. */
    public static final Handled DECLINED = new Handled(null, null);

    private final @Nullable Object result;
    private final @Nullable String denial;

    private Handled(@Nullable Object result, @Nullable String denial) {
        this.result = result;
        this.denial = denial;
    }

    /**
     * Answers in the object's place, which is then not called.
     *
     * @param result must fit the method's return type; null for {@code void}
     */
    public static Handled result(@Nullable Object result) {
        return new Handled(result, null);
    }

    /** Refuses the call, as {@link Answer#deny}. */
    public static Handled deny(String reason) {
        return new Handled(null, Objects.requireNonNull(reason, "reason"));
    }

    /** The result; null also for a method that returned null. */
    public @Nullable Object result() {
        return result;
    }

    /** The reason of a denial. */
    public Optional<String> denial() {
        return Optional.ofNullable(denial);
    }
}
