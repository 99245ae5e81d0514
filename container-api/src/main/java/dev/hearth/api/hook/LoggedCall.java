package dev.hearth.api.hook;

import java.time.Duration;
import java.util.List;

/** What a {@code log} hook sees. */
public interface LoggedCall extends IdentifiedCall {

    /** What the caller got. */
    Outcome outcome();

    /** From the call's arrival to its outcome, waiting included. */
    Duration elapsed();

    /** Where the time went. */
    Timing timing();

    /** What happened to the call since a hook asked for it with {@link #explain}, in order; empty if none did. */
    List<Step> steps();
}
