package dev.hearth.api.hook;

/**
 * Where a hook stands among the hooks of its phase.
 *
 * <p>Hooks run by {@link Order}, then by module name, then in order of registration; {@code before} and {@code after} win
 * over all three. The same modules always give the same order. A circle of constraints, or a name that no module has,
 * stops the start with the path printed.
 *
 * <p>The phases {@code reply} and {@code stop} run in reverse, and what is said here with them: what stands first, or before
 * another, runs after it.
 *
 * <p>The four that name modules throw {@link IllegalArgumentException} where one is the hook's own.
 */
public interface Place {

    /** The rough place; {@link Order#MIDDLE} if not said. */
    Place order(Order order);

    /** Runs before all hooks that these modules have in this phase; each must exist. */
    Place before(String... modules);

    /** Runs after all hooks that these modules have in this phase; each must exist. */
    Place after(String... modules);

    /** As {@link #before}, for those of the modules that exist. */
    Place beforeIfPresent(String... modules);

    /** As {@link #after}, for those of the modules that exist. */
    Place afterIfPresent(String... modules);

    /**
     * The hook sees calls from outside alone, not those between hosted objects ({@link Call#local}). To say so is cheaper than
     * to look away: a call that no hook sees is made without garbage, and not kept until its chain ends.
     */
    Place outsideOnly();

    /**
     * The hook, one of the phase {@code authenticate}, is also asked whether a caller may know of a name, as {@code authorize}
     * hooks always are: with an empty {@link Call#method}. Whom it denies that, the registry does not show the name.
     */
    default Place alsoForNames() {
        return this;
    }

    /**
     * The hook, one of the phase {@code log}, asks where the time went: {@link LoggedCall#timing}. Costs each call that it sees
     * three looks at the clock and an object; where no hook says so, a call looks at the clock once, when it comes.
     */
    default Place timed() {
        return this;
    }
}
