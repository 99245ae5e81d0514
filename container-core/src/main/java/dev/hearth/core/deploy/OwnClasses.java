package dev.hearth.core.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which classes are a deployment's own, so that the class filters let them in.
 *
 * <p>Own is what lies at or below the package of a hosted type or remote interface, or at or below the common parent of
 * these packages, of all or of those in one JAR, where it has two names or more. Not own is a class from a JAR that holds
 * neither a hosted type nor a remote interface: a library, which may be one that turns bytes into commands. Of the default
 * package only its own classes are meant, not what lies below it, which is everything.
 *
 * <p>Asked by name, before the class is loaded: a few prefix comparisons and one look into a set that is usually empty.
 * Immutable.
 */
final class OwnClasses implements Predicate<String> {

    private final boolean defaultPackage;
    private final List<String> prefixes;
    private final Set<String> foreign;

    private OwnClasses(boolean defaultPackage, List<String> prefixes, Set<String> foreign) {
        this.defaultPackage = defaultPackage;
        this.prefixes = prefixes;
        this.foreign = foreign;
    }

    /**
     * @param roots the names of the hosted types and remote interfaces
     * @param scans the deployment's JARs, in the order in which they are searched for classes
     */
    static OwnClasses of(Collection<String> roots, List<JarScan> scans) {
        Set<String> packages = packages(roots);
        boolean defaultPackage = packages.contains("");
        Set<String> parents = new TreeSet<>();
        parents.add(commonParent(packages));
        // each JAR alone, too: a library with remote interfaces of its own leaves what the program's mean as it is
        for (JarScan scan : scans) {
            parents.add(commonParent(
                    packages(roots.stream().filter(scan.classes()::containsKey).toList())));
        }
        parents.removeIf(parent -> parent.indexOf('.') <= 0);
        packages.addAll(parents);
        packages.remove("");
        OwnClasses all = new OwnClasses(defaultPackage, shortest(packages), Set.of());
        return new OwnClasses(defaultPackage, all.prefixes, all.foreign(roots, scans));
    }

    private static Set<String> packages(Collection<String> classNames) {
        Set<String> packages = new TreeSet<>();
        classNames.forEach(name -> packages.add(packageOf(name)));
        return packages;
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private static String commonParent(Collection<String> packages) {
        String common = null;
        for (String name : packages) {
            common = common == null ? name : common(common, name);
        }
        return common == null ? "" : common;
    }

    private static String common(String one, String other) {
        String parent = one;
        while (!parent.isEmpty() && !(other + ".").startsWith(parent + ".")) {
            parent = packageOf(parent);
        }
        return parent;
    }

    /** The packages with a dot behind them, without those that lie below another. */
    private static List<String> shortest(Set<String> packages) {
        List<String> prefixes = new ArrayList<>();
        for (String name : packages) {
            String prefix = name + ".";
            if (prefixes.stream().noneMatch(prefix::startsWith)) {
                prefixes.add(prefix);
            }
        }
        return List.copyOf(prefixes);
    }

    private Set<String> foreign(Collection<String> roots, List<JarScan> scans) {
        Set<String> seen = new HashSet<>();
        Set<String> found = new HashSet<>();
        for (JarScan scan : scans) {
            List<String> first = scan.classes().keySet().stream()
                    .filter(name -> test(name) && seen.add(name))
                    .toList();
            if (first.stream().noneMatch(roots::contains)) {
                found.addAll(first);
            }
        }
        return Set.copyOf(found);
    }

    @Override
    public boolean test(String className) {
        return named(className) && !foreign.contains(className);
    }

    private boolean named(String className) {
        for (String prefix : prefixes) {
            if (className.startsWith(prefix)) {
                return true;
            }
        }
        return defaultPackage && className.indexOf('.') < 0;
    }
}
