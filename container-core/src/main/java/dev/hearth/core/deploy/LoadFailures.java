package dev.hearth.core.deploy;

import dev.hearth.core.call.Thrown;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says in words why a class can't be loaded. Immutable. */
final class LoadFailures {

    private final List<JarScan> scans;

    LoadFailures(List<JarScan> scans) {
        this.scans = scans;
    }

    /** @param className the class that was asked for */
    String explain(String className, Throwable failure) {
        if (failure instanceof UnsupportedClassVersionError) {
            return newer(className, failure);
        }
        if (failure instanceof ClassNotFoundException) {
            return "there is no class " + className + Nearest.hint(className, classes());
        }
        if (failure instanceof TypeNotPresentException absent) {
            return Thrown.missing(className, absent.typeName());
        }
        if (failure instanceof NoClassDefFoundError) {
            String name = String.valueOf(failure.getMessage()).replace('/', '.');
            return name.contains("wrong name")
                    ? className + " lies in a folder of the JAR that is not that of its package: " + name
                    : Thrown.missing(className, name);
        }
        return className + " can't be loaded: " + failure;
    }

    private String newer(String className, Throwable failure) {
        for (JarScan scan : scans) {
            for (var offender : scan.newer().entrySet()) {
                if (String.valueOf(failure.getMessage()).replace('/', '.').startsWith(offender.getKey() + " ")) {
                    return newer(offender.getKey(), offender.getValue());
                }
            }
        }
        return className + " is compiled for a newer Java: " + failure.getMessage();
    }

    private static String newer(String className, int release) {
        int here = Runtime.version().feature();
        return className + " is compiled for Java " + release + ", and this container runs on Java " + here
                + ": compile it with '--release " + here + "', or run Hearth on Java " + release;
    }

    private Collection<String> classes() {
        Set<String> classes = new TreeSet<>();
        scans.forEach(scan -> classes.addAll(scan.classes().keySet()));
        return classes;
    }
}
