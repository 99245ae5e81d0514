package dev.hearth.testkit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told. Thread-safe. */
public final class SettableClock extends Clock {

    @GuardedBy("this")
    private Instant now;

    /** A clock that stands at this moment, in UTC. */
    public SettableClock(Instant now) {
        this.now = now;
    }

    /** Puts the clock to a moment, also an earlier one. */
    public synchronized void set(Instant moment) {
        now = moment;
    }

    /** Lets time pass. */
    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same clock for people elsewhere: it shows what this one shows. */
    @Override
    public Clock withZone(ZoneId zone) {
        SettableClock same = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return same.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return same.withZone(other);
            }
        };
    }
}
