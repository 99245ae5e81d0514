package dev.hearth.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version of a class's stored state, for changes that adding, removing and renaming fields don't cover.
 *
 * <p>The class has a method that turns an older state into one of this version:
 *
 * <pre>{@code
 * @StateVersion(2)
 * public final class AccountObject implements Account {
 *     private long cents;
 *
 *     static Map<String, Object> upgrade(Map<String, Object> state, int from) {
 *         Number euros = (Number) state.remove("euros");
 *         state.put("cents", euros.longValue() * 100);
 *         return state;
 *     }
 * }
 * }</pre>
 *
 * <p>The method need not be public. Its map is modifiable and holds what JSON can hold: {@code String}, {@code Boolean},
 * {@code Integer}, {@code Long}, {@link java.math.BigInteger}, {@link java.math.BigDecimal}, {@code null}, {@code List} and
 * {@code Map} of these; it returns such a map. {@code from} is the version that the state was written with, 0 if the class
 * had no version then. The next save writes the new version. A state of a higher version than the class's is refused: an
 * older class does not overwrite what it does not understand.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StateVersion {

    /** The version, at least 1. */
    int value();
}
