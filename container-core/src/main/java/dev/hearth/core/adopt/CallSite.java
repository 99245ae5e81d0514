package dev.hearth.core.adopt;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * A call in the code, with what is known of its arguments.
 *
 * @param owner the class, with dots
 * @param receiver null for a static method
 */
record CallSite(
        String owner,
        String name,
        String descriptor,
        @Nullable Known receiver,
        List<Known> arguments,
        Place place) {

    boolean isOf(String className, String... methods) {
        return owner.equals(className) && List.of(methods).contains(name);
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    @Nullable
    String text(int argument) {
        return argument < arguments.size() ? arguments.get(argument).text() : null;
    }

    @Nullable
    Integer number(int argument) {
        return argument < arguments.size() ? arguments.get(argument).number() : null;
    }

    @Nullable
    Known object(int argument) {
        return argument < arguments.size() ? arguments.get(argument) : null;
    }

    /** Whether one of the parameters has this type. */
    boolean takes(String className) {
        return descriptor.contains("L" + className.replace('.', '/') + ";");
    }

    /** As the source would say it, as far as that is known. */
    String spelled() {
        String type = simple(owner);
        String given = arguments.stream().map(CallSite::spelled).collect(Collectors.joining(", ", "(", ")"));
        boolean ofSuperclass = isConstructor() && receiver != null && receiver.creation() == null;
        return ofSuperclass ? "super" + given : isConstructor() ? "new " + type + given : type + "." + name + given;
    }

    private static String spelled(Known value) {
        Object constant = value.constant();
        if (constant instanceof String text) {
            return '"' + text + '"';
        } else if (constant instanceof Type type) {
            return simple(type.getClassName()) + ".class";
        } else if (constant != null) {
            return constant.toString();
        }
        Creation creation = value.creation();
        return creation == null ? Known.UNKNOWN : "new " + simple(creation.className()) + "(" + dots(creation) + ")";
    }

    private static String dots(Creation creation) {
        return creation.arguments().isEmpty() ? "" : Known.UNKNOWN;
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    }
}
