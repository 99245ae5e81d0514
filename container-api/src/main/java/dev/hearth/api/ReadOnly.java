package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a method changes no state. Put it on the method in the interface or in the class.
 *
 * <p>Calls from a client to read-only methods of a persistent object run side by side where its threading allows
 * overlapping calls. Everything that such a call calls must be read-only too: a changing call on a persistent object in
 * it is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReadOnly {}
