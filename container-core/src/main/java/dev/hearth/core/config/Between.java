package dev.hearth.core.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a number or a duration may be, both ends included. Durations are counted in milliseconds. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Between {

    /** The least. */
    long min() default 1;

    /** The most; for an {@code int} never more than it can hold, for a duration never more than a year. */
    long max() default Long.MAX_VALUE;
}
