package dev.hearth.api.hook;

import java.time.Duration;
import java.util.List;

/** What a {@code log} hook sees. */
public interface LoggedCall extends IdentifiedCall {

    /** What the caller got. */
    Outcome outcome();

    /** From the call's arrival to its outcome, waiting included. */
    Duration elapsed();

    /**
     * Where the time went, until now. Of a call that is explained only after {@code fixup}, all counts as admission.
     *
     * @throws IllegalStateException unless a {@code log} hook that sees the call is registered as {@link Place#timed}, or the
     *     call is {@linkplain #explain explained}
     */
    Timing timing();

    /**
     * What each hook and the object did, in the order of time, with {@code activate} hooks and those of {@code log} that came
     * before; empty unless a hook has asked to {@link #explain}.
     */
    List<Step> steps();
}
