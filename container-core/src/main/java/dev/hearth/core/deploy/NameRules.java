package dev.hearth.core.deploy;

import dev.hearth.core.call.ObjectName;
import dev.hearth.core.call.WellKnown;
import java.util.List;
import java.util.Optional;

/** What a hosted type may be called. */
final class NameRules {

    private NameRules() {}

    /** What is wrong with a name, as the end of a sentence that begins with it; empty if nothing is. */
    static Optional<String> problem(String name) {
        if (name.equals(WellKnown.REGISTRY_NAME) || isBelow(name, WellKnown.REGISTRY_NAME)) {
            return Optional.of("is the container's own registry: choose another");
        }
        return ObjectName.problem(name);
    }

    /** Whether the first name is a key of the second. */
    static boolean isBelow(String name, String type) {
        return name.startsWith(type + "/");
    }

    /** Reports two types of one name, or of which one lies below the other. */
    static void checkTogether(List<TypePlan> plans, Problems problems) {
        for (int i = 0; i < plans.size(); i++) {
            for (int j = i + 1; j < plans.size(); j++) {
                conflict(plans.get(i), plans.get(j)).ifPresent(problems::add);
            }
        }
    }

    private static Optional<String> conflict(TypePlan one, TypePlan other) {
        if (one.name().equals(other.name())) {
            return Optional.of("the name '" + one.name() + "' is " + given(one, other));
        }
        if (isBelow(one.name(), other.name())) {
            return Optional.of(below(one, other));
        }
        return isBelow(other.name(), one.name()) ? Optional.of(below(other, one)) : Optional.empty();
    }

    private static String given(TypePlan one, TypePlan other) {
        return one.className().equals(other.className())
                ? "given to " + one.className()
                        + " twice: keep one of the two JARs, or entries of 'objects', that say so"
                : "that of " + one.className() + " and of " + other.className() + ": rename one";
    }

    private static String below(TypePlan inner, TypePlan outer) {
        return "the name '" + inner.name() + "' of " + inner.className() + " lies below '" + outer.name() + "' of "
                + outer.className() + ", which answers at all names below its own: rename one";
    }
}
