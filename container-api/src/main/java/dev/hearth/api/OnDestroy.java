package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that is called when an object ends for good.
 *
 * <p>For a transient object: when nobody holds a stub of it any more, at undeployment, and when the container stops. For a
 * persistent one: after {@link ObjectContext#remove()}. What the method throws is logged.
 *
 * <p>The method takes no parameters, returns nothing and need not be public. It runs on the thread that the object's
 * {@link Threading} names. A class has at most one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnDestroy {}
