package dev.hearth.api.hook;

import java.util.Objects;
import java.util.Optional;

/** What a hook says to a call. Immutable. */
public final class Answer {

    /** Done; in a phase that asks the first, no further hook is asked. */
    public static final Answer OK = new Answer("");

    /** Not my business. */
    public static final Answer DECLINED = new Answer("");

    private final String reason;

    private Answer(String reason) {
        this.reason = reason;
    }

    /**
     * Refuses the call. The client gets an {@link java.rmi.AccessException} with the module's name and this reason.
     *
     * @param reason what the caller may know, in a few words; line ends and other control characters reach it as blanks
     */
    public static Answer deny(String reason) {
        return new Answer(Objects.requireNonNull(reason, "reason"));
    }

    /** The reason of a denial; empty for {@link #OK} and {@link #DECLINED}. */
    public Optional<String> denial() {
        return this == OK || this == DECLINED ? Optional.empty() : Optional.of(reason);
    }

    @Override
    public String toString() {
        return this == OK ? "OK" : this == DECLINED ? "DECLINED" : "denied: " + reason;
    }
}
