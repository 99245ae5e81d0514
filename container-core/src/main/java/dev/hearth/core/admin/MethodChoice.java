package dev.hearth.core.admin;

import dev.hearth.core.call.ClassNames;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the method that somebody means who knows its name and its arguments, but not its types.
 *
 * <p>The name may be followed by parameter types, {@code deposit(long)}, to choose among overloads. Used by one thread.
 */
final class MethodChoice {

    private final String wanted;
    private final int arguments;
    private String hint = "";

    MethodChoice(String wanted, int arguments) {
        this.wanted = wanted.replace(" ", "");
        this.arguments = arguments;
    }

    /** The method; null if there is none or more than one, and {@link #described()} then says which there are. */
    @Nullable
    HostedMethod select(HostedType type) {
        List<HostedMethod> named = type.methods().stream()
                .filter(method -> !method.method().isBridge())
                .filter(this::named)
                .toList();
        List<HostedMethod> fitting = named.stream()
                .filter(method -> method.parameterTypes().size() == arguments)
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (fitting.size() > 1) {
            hint = ", which may be any of " + list(fitting) + "; name the one with its types, as '"
                    + signature(fitting.get(0)) + "'";
        } else {
            hint = named.isEmpty() ? "; there are " + list(List.copyOf(type.methods())) : "; there is " + list(named);
        }
        return null;
    }

    private boolean named(HostedMethod method) {
        return wanted.equals(method.name())
                || wanted.equals(signature(method))
                || wanted.equals(method.name() + parameters(method, Class::getTypeName));
    }

    /** The wish, and why it found nothing. */
    String described() {
        return wanted + " with " + arguments + (arguments == 1 ? " argument" : " arguments") + hint;
    }

    private static String list(List<HostedMethod> methods) {
        return methods.stream().map(MethodChoice::signature).sorted().collect(Collectors.joining(", "));
    }

    /** As {@code deposit(long)}. */
    static String signature(HostedMethod method) {
        return method.name() + parameters(method, Class::getSimpleName);
    }

    private static String parameters(HostedMethod method, java.util.function.Function<Class<?>, String> name) {
        return method.parameterTypes().stream().map(name).collect(Collectors.joining(",", "(", ")"));
    }

    /** As {@code deposit(long): long}. */
    static String described(HostedMethod method) {
        return signature(method) + ": " + ClassNames.simple(method.returnType());
    }
}
