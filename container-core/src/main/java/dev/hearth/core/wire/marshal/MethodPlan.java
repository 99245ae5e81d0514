package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import java.util.List;

/** How the arguments and the result of a hosted method are read and written; kept with the method. Thread-safe. */
final class MethodPlan {

    private final List<Kind> parameters;
    private final boolean simple;
    private final Kind result;
    private final ClassFilter filter;
    private final boolean binding;

    private final Habit plainArguments = new Habit();
    private final Habit plainResults = new Habit();

    MethodPlan(HostedMethod method, HostedType type, NamePatterns allowed, Refusals refusals) {
        Scope scope =
                new Scope(type.deployment().loader(), name -> type.deployment().owns(name), allowed, refusals);
        this.parameters = Kind.all(method.method().getParameterTypes());
        this.simple = type.argumentFilter() == null
                ? !parameters.contains(Kind.OBJECT)
                : parameters.stream().allMatch(Kind::primitive);
        this.result = Kind.of(method.returnType());
        this.filter = ClassFilter.ofArguments(
                Signatures.parameters(method.method()),
                scope,
                "the arguments of " + OutgoingMethod.describe(method.method()),
                type.argumentFilter());
        this.binding = type.registry() && !simple;
    }

    List<Kind> parameters() {
        return parameters;
    }

    /** Whether the parameters can be read without an object stream. */
    boolean simple() {
        return simple;
    }

    Kind result() {
        return result;
    }

    /** Whether to try reading the next arguments by hand. */
    Habit plainArguments() {
        return plainArguments;
    }

    /** Whether to try writing the next result by hand. */
    Habit plainResults() {
        return plainResults;
    }

    ClassFilter filter() {
        return filter;
    }

    /** Whether the arguments are a name and a stub that is kept as it is: those of the registry's bind and rebind. */
    boolean binding() {
        return binding;
    }
}
