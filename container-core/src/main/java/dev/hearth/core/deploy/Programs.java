package dev.hearth.core.deploy;

import dev.hearth.core.deploy.DeploymentListener.Program;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the {@code main} that a descriptor names. Used by one thread; no code of the class is run. */
final class Programs {

    private final ClassLoader loader;
    private final LoadFailures failures;
    private final Problems problems;

    Programs(ClassLoader loader, LoadFailures failures, Problems problems) {
        this.loader = loader;
        this.failures = failures;
        this.problems = problems;
    }

    /** Empty if none is named, or it can't be run. */
    Optional<Program> find(Descriptor descriptor) {
        String className = descriptor.main();
        return className == null ? Optional.empty() : find(className, descriptor.arguments());
    }

    private Optional<Program> find(String className, List<String> arguments) {
        try {
            Class<?> type = Class.forName(className, false, loader);
            Method main = main(type);
            if (main == null) {
                problems.add(JarScan.DESCRIPTOR + ": main: " + className
                        + " has no 'public static void main(String[] args)': name the class that has it");
                return Optional.empty();
            }
            main.setAccessible(true);
            return Optional.of(new Program(main, arguments));
        } catch (ClassNotFoundException | LinkageError | TypeNotPresentException | SecurityException failure) {
            problems.add(JarScan.DESCRIPTOR + ": main: " + failures.explain(className, failure));
            return Optional.empty();
        }
    }

    private static @Nullable Method main(Class<?> type) {
        try {
            Method main = type.getMethod("main", String[].class);
            return Modifier.isStatic(main.getModifiers()) && main.getReturnType() == void.class ? main : null;
        } catch (NoSuchMethodException missing) {
            return null;
        }
    }
}
