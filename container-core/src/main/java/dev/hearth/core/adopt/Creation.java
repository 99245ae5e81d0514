package dev.hearth.core.adopt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One {@code new} in the code: of which class, and with which arguments as far as they are constants.
 *
 * <p>Its arguments are known when the method has been followed to its end. Used by one thread.
 */
final class Creation {

    private final String className;
    private final List<@Nullable Object> arguments = new ArrayList<>();
    private String constructor = "";

    Creation(String className) {
        this.className = className;
    }

    /** @param descriptor of the constructor */
    void made(String descriptor, List<Known> given) {
        constructor = descriptor;
        arguments.clear();
        given.forEach(value -> arguments.add(simple(value.constant())));
    }

    private static @Nullable Object simple(@Nullable Object constant) {
        boolean known = constant instanceof Number
                || constant instanceof Boolean
                || (constant instanceof String text && !text.contains(Known.UNKNOWN));
        return known ? constant : null;
    }

    String className() {
        return className;
    }

    /** The descriptor of its constructor; empty until that is known. */
    String constructor() {
        return constructor;
    }

    /** Texts, numbers and truth values; null is what is not known. */
    List<@Nullable Object> arguments() {
        return arguments;
    }
}
