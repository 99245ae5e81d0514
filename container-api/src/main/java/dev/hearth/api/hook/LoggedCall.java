package dev.hearth.api.hook;

import java.time.Duration;

/** What a {@code log} hook sees. */
public interface LoggedCall extends IdentifiedCall {

    /** What the caller got. */
    Outcome outcome();

    /** From the call's arrival to its outcome, waiting included. */
    Duration elapsed();
}
