package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name that a field of a persistent object had before it was renamed.
 *
 * <p>A stored state that lacks the field's own name is read from this one; the next save writes the new name. Also for
 * the fields of classes and records that are part of a state. For changes that a new name doesn't cover, see
 * {@link StateVersion}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FormerName {

    /** The former name, as it stands in the stored JSON. */
    String value();
}
