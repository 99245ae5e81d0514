package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that is called before an object's memory is given back.
 *
 * <p>Only persistent objects are passivated. What the method changes in the state is saved. If it throws, the object stays
 * active, and the next attempt is made when it has been idle again.
 *
 * <p>The method takes no parameters, returns nothing and need not be public. It runs on the thread that the object's
 * {@link Threading} names. A class has at most one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnPassivate {}
