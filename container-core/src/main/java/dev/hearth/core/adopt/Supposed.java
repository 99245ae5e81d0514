package dev.hearth.core.adopt;

import dev.hearth.core.adopt.ClassFacts.MethodName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which program is taken for the server where no call shows one: calls of a library or of a dynamic language can't be
 * followed, and a program that is started by them is a program all the same.
 *
 * @param homes the JAR of each class
 */
record Supposed(List<ForeignJar> jars, Map<String, ForeignJar> homes) {

    /**
     * The one that a manifest names; or the only one there is, where there is nothing else.
     *
     * @param objects whether there is any class whose objects could be hosted by themselves
     */
    Optional<Program> among(List<Program> programs, boolean objects) {
        List<ForeignJar> tops = tops();
        List<Program> own = programs.stream()
                .filter(program -> tops.contains(homes.get(program.className())))
                .toList();
        List<Program> named = own.stream().filter(Program::manifest).toList();
        List<Program> candidates = named.isEmpty() && !objects ? own : named;
        return candidates.size() == 1
                ? candidates.stream().filter(Program::isInTheDark).findFirst()
                : Optional.empty();
    }

    /** The JARs that no other one uses, as a library is used; all of them if that leaves none. */
    List<ForeignJar> tops() {
        Set<ForeignJar> used = new LinkedHashSet<>();
        for (ForeignJar jar : jars) {
            jar.classes().values().stream()
                    .flatMap(type -> uses(type).stream())
                    .map(homes::get)
                    .filter(home -> home != null && !home.equals(jar))
                    .forEach(used::add);
        }
        List<ForeignJar> tops = jars.stream().filter(jar -> !used.contains(jar)).toList();
        return tops.isEmpty() ? jars : tops;
    }

    private static Set<String> uses(ClassFacts type) {
        List<String> all = new ArrayList<>(type.interfaces());
        if (type.extended() != null) {
            all.add(type.extended());
        }
        type.methods().forEach(method -> {
            all.addAll(method.named());
            method.calls().stream().map(MethodName::owner).forEach(all::add);
        });
        return new LinkedHashSet<>(all);
    }
}
