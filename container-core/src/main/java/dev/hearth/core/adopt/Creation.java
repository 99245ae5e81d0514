package dev.hearth.core.adopt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * One {@code new} in the code: of which class, and with which arguments as far as they are constants.
 *
 * <p>Its arguments are known when the method has been followed to its end. Used by one thread.
 */
final class Creation {

    private final String className;
    private final List<@Nullable Object> arguments = new ArrayList<>();

    Creation(String className) {
        this.className = className;
    }

    /** @param descriptor the constructor's, which tells truth values and characters from numbers */
    void made(String descriptor, List<Known> given) {
        Type[] types = Type.getArgumentTypes(descriptor);
        arguments.clear();
        for (int i = 0; i < types.length; i++) {
            arguments.add(argument(types[i], given.get(i).constant()));
        }
    }

    private static @Nullable Object argument(Type type, @Nullable Object constant) {
        if (constant instanceof String text) {
            return text.contains(Known.UNKNOWN) ? null : text;
        } else if (constant instanceof Integer number) {
            return switch (type.getSort()) {
                case Type.BOOLEAN -> number != 0;
                case Type.CHAR -> String.valueOf((char) number.intValue());
                default -> number;
            };
        }
        return constant instanceof Number ? constant : null;
    }

    String className() {
        return className;
    }

    /** Texts, numbers and truth values; null is what is not known. */
    List<@Nullable Object> arguments() {
        return arguments;
    }

    /** Whether all of them are known. */
    boolean isConstant() {
        return !arguments.contains(null);
    }
}
