package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that is called when an object has come to life, before its first call.
 *
 * <p>For a persistent object this is after its state has been read, at each activation, and also when a failed call was
 * undone: fields that are {@code transient} begin anew then. If the method throws, the activation fails, and with it the
 * call that asked for it.
 *
 * <p>The method takes no parameters, returns nothing and need not be public. It runs on the thread that the object's
 * {@link Threading} names. A class has at most one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnActivate {}
