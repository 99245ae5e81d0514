package dev.hearth.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter or field of a test that gets a stub, looked up anew for each test. Its type is the remote interface. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
public @interface Stub {

    /** The object's name, such as {@code accounts/alice}. */
    String value();
}
