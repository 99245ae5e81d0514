package dev.hearth.core.deploy;

import dev.hearth.api.ObjectContext;
import dev.hearth.core.call.ClassNames;
import dev.hearth.core.call.ServantFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How servants of a type are made: which constructor, with which arguments.
 *
 * <p>Thread-safe.
 */
final class Construction implements ServantFactory {

    private final Constructor<?> constructor;
    private final List<ArgumentConversion> arguments;
    private final int cost;

    private Construction(Constructor<?> constructor, List<ArgumentConversion> arguments, int cost) {
        this.constructor = constructor;
        this.arguments = arguments;
        this.cost = cost;
    }

    /**
     * Chooses the constructor whose parameters are the arguments, in order, with an {@link ObjectContext} at any place.
     *
     * <p>Of several, the one with a context, and of those the one whose parameter types are nearest to what is written.
     *
     * @throws IllegalArgumentException if there is none, or no best one; the message says what to write
     */
    static Construction of(TypePlan plan) {
        Class<?> type = plan.implementation();
        List<Construction> usable = Stream.of(type.getDeclaredConstructors())
                .flatMap(constructor -> fitting(constructor, plan).stream())
                .toList();
        int best = usable.stream().mapToInt(choice -> choice.cost).min().orElseThrow(() -> none(plan));
        List<Construction> chosen =
                usable.stream().filter(choice -> choice.cost == best).toList();
        if (chosen.size() > 1) {
            throw new IllegalArgumentException(type.getName() + " has several constructors for the args "
                    + plan.arguments() + ": " + constructors(type) + "; write them so that only one fits");
        }
        chosen.get(0).constructor.setAccessible(true);
        return chosen.get(0);
    }

    private static Optional<Construction> fitting(Constructor<?> constructor, TypePlan plan) {
        List<ArgumentConversion> values = new ArrayList<>();
        boolean context = false;
        int cost = 0;
        int next = 0;
        for (Class<?> parameter : constructor.getParameterTypes()) {
            if (parameter == ObjectContext.class) {
                context = true;
                values.add(new ArgumentConversion(ObjectContext.class, 0));
                continue;
            }
            Optional<ArgumentConversion> value = next < plan.arguments().size()
                    ? ArgumentConversion.of(plan.arguments().get(next++), parameter)
                    : Optional.empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
            cost += 2 * value.get().cost();
        }
        return next < plan.arguments().size()
                ? Optional.empty()
                : Optional.of(new Construction(constructor, values, cost - (context ? 1 : 0)));
    }

    private static IllegalArgumentException none(TypePlan plan) {
        Class<?> type = plan.implementation();
        String simple = ClassNames.simple(type);
        if (!Modifier.isStatic(type.getModifiers()) && type.getName().contains("$") && type.isMemberClass()) {
            return new IllegalArgumentException(type.getName() + " is an inner class, whose objects need one of "
                    + type.getEnclosingClass().getName() + ": make it 'static class " + simple + "'");
        }
        if (plan.arguments().isEmpty()) {
            return new IllegalArgumentException(type.getName()
                    + " has no constructor that Hearth can call: write 'public "
                    + simple + "() {}', or 'public " + simple + "(ObjectContext context) { … }', or list 'args' for "
                    + constructors(type) + " in META-INF/hearth.yaml");
        }
        return new IllegalArgumentException(type.getName() + " has no constructor for the args " + plan.arguments()
                + ": it has " + constructors(type) + "; parameters can be primitives, String, enums, BigDecimal and"
                + " ObjectContext, which is not among the args");
    }

    private static String constructors(Class<?> type) {
        return Stream.of(type.getDeclaredConstructors())
                .map(constructor -> Stream.of(constructor.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", ClassNames.simple(type) + "(", ")")))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    @Override
    public Object create(ObjectContext context) throws Throwable {
        @Nullable Object[] values = new @Nullable Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            Object value = arguments.get(i).value();
            values[i] = value == ObjectContext.class ? context : value;
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
        }
    }
}
