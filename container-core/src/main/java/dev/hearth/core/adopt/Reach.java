package dev.hearth.core.adopt;

import dev.hearth.core.adopt.ClassFacts.MethodFacts;
import dev.hearth.core.adopt.ClassFacts.MethodName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which methods a method leads to: by calls, overriding methods, the {@code run} of what it makes, and Spring's beans.
 *
 * <p>Wider than what will happen: both ways of an {@code if} count.
 */
final class Reach {

    private static final List<String> RUNNABLE =
            List.of("java.lang.Runnable", "java.util.concurrent.Callable", "java.security.PrivilegedAction");
    private static final Set<String> RUN = Set.of("run", "call");

    private record Found(ClassFacts type, MethodFacts method) {}

    private final Collection<ClassFacts> classes;
    private final Hierarchy hierarchy;
    private final Map<String, List<Found>> bySignature = new HashMap<>();
    private final Map<String, Set<String>> ancestors = new HashMap<>();

    /** What each call may lead to, as far as one was looked at: the same for all methods that make it. */
    private final Map<MethodName, List<Found>> targets = new HashMap<>();

    Reach(Collection<ClassFacts> classes, Hierarchy hierarchy) {
        this.classes = classes;
        this.hierarchy = hierarchy;
        for (ClassFacts type : classes) {
            for (MethodFacts method : type.methods()) {
                bySignature
                        .computeIfAbsent(method.name() + method.descriptor(), unseen -> new ArrayList<>())
                        .add(new Found(type, method));
            }
        }
    }

    /** What all these methods do, the nearest first. */
    List<Deed> deeds(ClassFacts type, MethodFacts start) {
        Set<MethodFacts> seen = new LinkedHashSet<>();
        Set<String> initialised = new HashSet<>();
        Set<MethodName> followed = new HashSet<>();
        Deque<Found> next = new ArrayDeque<>(List.of(new Found(type, start)));
        while (!next.isEmpty()) {
            Found found = next.remove();
            if (seen.add(found.method())) {
                if (initialised.add(found.type().name())) {
                    next.addAll(own(found.type(), Set.of("<clinit>")));
                }
                for (MethodName call : found.method().calls()) {
                    if (followed.add(call)) {
                        next.addAll(targets.computeIfAbsent(call, this::targets));
                    }
                }
                if (found.method().calls().stream().anyMatch(Spring::makesContextOfClasses)) {
                    next.addAll(ofBeans(found.method()));
                }
            }
        }
        return seen.stream()
                .flatMap(method -> method.deeds().stream())
                .distinct()
                .toList();
    }

    private List<Found> targets(MethodName call) {
        List<Found> targets = new ArrayList<>();
        if (call.owner().startsWith(Spring.PACKAGE)) {
            return targets; // it leads everywhere: what it makes stands in its files
        }
        boolean constructs = call.name().equals("<init>");
        boolean remote = isRemoteInterface(call.owner());
        for (Found found : bySignature.getOrDefault(call.name() + call.descriptor(), List.of())) {
            String type = found.type().name();
            if (type.equals(call.owner()) || (!constructs && !remote && areRelated(type, call.owner()))) {
                targets.add(found);
            }
        }
        ClassFacts made = constructs ? hierarchy.find(call.owner()) : null;
        if (made != null && RUNNABLE.stream().anyMatch(ancestors(made.name())::contains)) {
            targets.addAll(own(made, RUN));
        }
        return targets;
    }

    /** Spring calls the methods of the classes that it is given to make beans by, and of those that it finds. */
    private List<Found> ofBeans(MethodFacts method) {
        Set<ClassFacts> given = new LinkedHashSet<>();
        method.named().stream().map(hierarchy::find).filter(Objects::nonNull).forEach(given::add);
        if (given.stream().noneMatch(Spring::isConfiguration) || given.stream().anyMatch(Spring::scans)) {
            classes.stream().filter(Spring::isConfiguration).forEach(given::add);
        }
        return given.stream()
                .flatMap(type -> type.methods().stream().map(each -> new Found(type, each)))
                .toList();
    }

    /** What a remote object does is done by calls of its clients, wherever they are. */
    private boolean isRemoteInterface(String name) {
        ClassFacts type = hierarchy.find(name);
        return type != null && type.isInterface() && ancestors(name).contains(Hierarchy.REMOTE);
    }

    private boolean areRelated(String one, String other) {
        return ancestors(one).contains(other) || ancestors(other).contains(one);
    }

    private Set<String> ancestors(String name) {
        return ancestors.computeIfAbsent(name, hierarchy::ancestors);
    }

    private static List<Found> own(ClassFacts type, Set<String> names) {
        return type.methods().stream()
                .filter(method -> names.contains(method.name()))
                .map(method -> new Found(type, method))
                .toList();
    }
}
