package dev.hearth.benchmarks.subject;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A value as newer programs write it: a record of the JDK's value types and an enum. */
public record Booking(
        UUID id, State state, LocalDate day, Instant made, Duration length, BigDecimal price, String guest)
        implements Serializable {

    /** How far it has come. */
    public enum State {
        /** Asked for. */
        WANTED,
        /** Promised. */
        CONFIRMED,
        /** Withdrawn. */
        CANCELLED
    }
}
