package dev.hearth.core.deploy;

import dev.hearth.api.HostedObject;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import dev.hearth.core.call.ClassNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the types that a deployment wants hosted: its annotated classes, and the objects of its descriptors.
 *
 * <p>A descriptor's object of an annotated class takes from the annotation what it does not say itself. If it has the
 * annotation's name it stands in its place, otherwise beside it. Used by one thread; no code of the classes is run.
 */
final class TypePlans {

    private final ClassLoader loader;
    private final LoadFailures failures;
    private final Problems problems;

    TypePlans(ClassLoader loader, LoadFailures failures, Problems problems) {
        this.loader = loader;
        this.failures = failures;
        this.problems = problems;
    }

    /** The plans that have no problem, those of descriptors first. */
    List<TypePlan> find(List<JarScan> scans, List<Descriptor.Entry> entries) {
        List<TypePlan> plans = new ArrayList<>();
        entries.forEach(entry -> plan(entry, plans));
        for (JarScan scan : scans) {
            scan.candidates().forEach(candidate -> plan(scan.label(), candidate, plans));
        }
        return plans;
    }

    private void plan(Descriptor.Entry entry, List<TypePlan> plans) {
        Class<?> type = load(entry.jar(), entry.where() + ": ", entry.className());
        if (type == null) {
            return;
        }
        HostedObject annotation = type.getAnnotation(HostedObject.class);
        String name = entry.name();
        if (name == null && annotation != null) {
            name = annotation.name();
        }
        if (name == null) {
            problems.addOf(
                    entry.jar(),
                    entry.where() + ": has no name: write 'name: ' and what clients look up, such as '"
                            + Character.toLowerCase(ClassNames.simple(type).charAt(0))
                            + ClassNames.simple(type).substring(1) + "'");
            return;
        }
        TypePlan plan = new TypePlan(
                name,
                type,
                first(entry.lifecycle(), annotation == null ? Lifecycle.TRANSIENT : annotation.lifecycle()),
                first(entry.threading(), annotation == null ? Threading.INHERIT : annotation.threading()),
                first(entry.preload(), annotation != null && annotation.preload()),
                entry.arguments());
        accept(entry.jar(), entry.where() + ": the name '" + name + "' ", plan, plans);
    }

    private void plan(String jar, String className, List<TypePlan> plans) {
        Class<?> type = load(jar, "", className);
        HostedObject annotation = type == null ? null : type.getAnnotation(HostedObject.class);
        if (type == null || annotation == null || overridden(type, annotation.name(), plans)) {
            return;
        }
        TypePlan plan = new TypePlan(
                annotation.name(),
                type,
                annotation.lifecycle(),
                annotation.threading(),
                annotation.preload(),
                List.of());
        accept(jar, className + ": the name '" + annotation.name() + "' in @HostedObject ", plan, plans);
    }

    private static boolean overridden(Class<?> type, String name, List<TypePlan> plans) {
        return plans.stream()
                .anyMatch(plan -> plan.implementation() == type && plan.name().equals(name));
    }

    private void accept(String jar, String start, TypePlan plan, List<TypePlan> plans) {
        NameRules.problem(plan.name())
                .ifPresentOrElse(problem -> problems.addOf(jar, start + problem), () -> plans.add(plan));
    }

    private @Nullable Class<?> load(String jar, String where, String className) {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError | TypeNotPresentException | SecurityException failure) {
            problems.addOf(jar, where + failures.explain(className, failure));
            return null;
        }
    }

    private static <T> T first(@Nullable T said, T otherwise) {
        return said == null ? otherwise : said;
    }
}
