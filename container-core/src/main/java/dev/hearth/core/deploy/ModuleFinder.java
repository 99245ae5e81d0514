package dev.hearth.core.deploy;

import dev.hearth.api.hook.HookModule;
import dev.hearth.core.call.CodeOrigin;
import dev.hearth.core.call.Thrown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Finds the hook modules that a deployment itself brings. Used by one thread. */
final class ModuleFinder {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final ClassLoader loader;
    private final Problems problems;

    ModuleFinder(ClassLoader loader, Problems problems) {
        this.loader = loader;
        this.problems = problems;
    }

    /** The services files' own classes; runs no code of theirs. */
    List<ServiceLoader.Provider<HookModule>> find() {
        List<ServiceLoader.Provider<HookModule>> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<HookModule>> providers =
                ServiceLoader.load(HookModule.class, loader).stream().iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    add(providers.next(), found);
                }
            } catch (ServiceConfigurationError | LinkageError broken) {
                problems.add("META-INF/services/" + HookModule.class.getName() + ": "
                        + missing(broken, "a class that it names")
                                .orElseGet(() -> reason(broken)
                                        + ": name public classes that implement HookModule and have a public"
                                        + " constructor without parameters"));
            }
        }
        return found;
    }

    private void add(ServiceLoader.Provider<HookModule> provider, List<ServiceLoader.Provider<HookModule>> found) {
        if (provider.type().getClassLoader() == loader) {
            found.add(provider);
        }
    }

    /** Makes the modules. */
    List<HookModule> make(List<ServiceLoader.Provider<HookModule>> providers) {
        List<HookModule> modules = new ArrayList<>();
        Map<String, Class<?>> names = new HashMap<>();
        for (ServiceLoader.Provider<HookModule> provider : providers) {
            String className = provider.type().getName();
            try {
                HookModule module = provider.get();
                check(provider.type(), String.valueOf(module.name()), names);
                modules.add(module);
            } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
                problems.add("the hook module " + className + " can't be made: "
                        + missing(broken, className).orElseGet(() -> reason(broken)));
            }
        }
        return modules;
    }

    private void check(Class<?> made, String name, Map<String, Class<?>> names) {
        if (!NAME.matcher(name).matches()) {
            problems.add("the hook module " + made.getName() + " is named '" + name
                    + "': use lower case letters, digits and dashes");
            return;
        }
        Class<?> other = names.putIfAbsent(name, made);
        if (other != null) {
            problems.add("two hook modules are named '" + name + "': " + CodeOrigin.told(other) + ", and "
                    + CodeOrigin.told(made) + "; rename one");
        }
    }

    /** That a class is missing, and what to do, if it is that. */
    private Optional<String> missing(Throwable broken, String needing) {
        return Thrown.missingClass(unwrapped(broken), loader, needing);
    }

    private static Throwable unwrapped(Throwable broken) {
        return broken instanceof ServiceConfigurationError && broken.getCause() != null ? broken.getCause() : broken;
    }

    private static String reason(Throwable broken) {
        Throwable reason = unwrapped(broken);
        return String.valueOf(reason.getMessage() == null ? reason : reason.getMessage())
                .replace(HookModule.class.getName() + ": ", "");
    }
}
