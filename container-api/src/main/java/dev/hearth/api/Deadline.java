package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The longest that a call may take, waiting included; on a method, or on a class or remote interface for all its methods.
 *
 * <p>A call that is past its deadline and still waits leaves its queue: nothing has run. One that runs is interrupted;
 * its caller gets an error at once, and nothing that it changed in persistent objects is kept. Without this annotation
 * {@code calls.deadline} of {@code hearth.yaml} holds, by default none.
 *
 * <p>The nearest holds, also where it is longer than another: of the method in the class, the method in the interface, the
 * class or one that it extends, the interface, {@code hearth.yaml}. A hook can only shorten it ({@link
 * dev.hearth.api.hook.FixupCall#deadline}).
 *
 * <p>It is for the call that begins a chain: one from a client, or from a thread of hosted code's own. The calls that it
 * leads to between hosted objects are under its deadline and have none of their own, since past one nothing of the whole
 * chain could be kept.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Deadline {

    /** Milliseconds from the arrival of the call, at least 1; less is refused when the type is deployed or checked. */
    long millis();
}
