package dev.hearth.core.call.marks;

import dev.hearth.api.hook.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The marks of a class, and of the methods that calls of its objects run.
 *
 * <p>As the specification of Jakarta Annotations has it (section 2.1): a mark on a class is about the members that this very
 * class declares; a mark on a member wins over one of the same type on its class; what is overridden does not count, and an
 * interface contributes nothing but to its own default methods.
 *
 * <p>Each class file is read once, when it is first asked for. Thread-safe.
 */
public final class Marks {

    private final Class<?> type;
    private final Map<Class<?>, MarkedClass> read = new LinkedHashMap<>(); // guarded by this

    public Marks(Class<?> type) {
        this.type = type;
    }

    /** Those of the class itself. */
    public synchronized List<Mark> ofClass() {
        return marked(type).marks();
    }

    /** Those of the method that runs, then those of the class that declares it where the method has none of the same type. */
    public synchronized List<Mark> ofMethod(String method, String descriptor) {
        String key = MarkedClass.key(method, descriptor);
        for (Class<?> declaring : declaring()) {
            MarkedClass marked = marked(declaring);
            List<Mark> own = marked.methods().get(key);
            if (own != null) {
                return with(own, marked.marks());
            }
        }
        return List.of();
    }

    private static List<Mark> with(List<Mark> own, List<Mark> classes) {
        List<Mark> marks = new ArrayList<>(own);
        classes.stream()
                .filter(mark -> own.stream().noneMatch(nearer -> nearer.type().equals(mark.type())))
                .forEach(marks::add);
        return List.copyOf(marks);
    }

    /** The class and what it extends, the nearest first; then their interfaces, for default methods. */
    private List<Class<?>> declaring() {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            all.add(each);
        }
        for (Class<?> each : List.copyOf(all)) {
            addInterfaces(each, all);
        }
        return all;
    }

    private static void addInterfaces(Class<?> of, List<Class<?>> all) {
        for (Class<?> each : of.getInterfaces()) {
            if (!all.contains(each)) {
                all.add(each);
                addInterfaces(each, all);
            }
        }
    }

    private MarkedClass marked(Class<?> declaring) {
        return read.computeIfAbsent(declaring, MarkedClass::of);
    }
}
