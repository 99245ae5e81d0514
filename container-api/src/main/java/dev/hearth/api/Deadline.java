package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The longest that a call from a client may take, waiting included; on a method, or on a class for all its methods.
 *
 * <p>A call that is past its deadline and still waits leaves its queue: nothing has run. One that runs is interrupted;
 * its caller gets an error at once, and nothing that it changed in persistent objects is kept. Without this annotation
 * {@code calls.deadline} of {@code hearth.yaml} holds, by default none.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Deadline {

    /** Milliseconds from the arrival of the call, at least 1. */
    long millis();
}
