package dev.hearth.core.deploy;

import java.util.List;

/**
 * What came out when a JAR was checked without being deployed. Immutable.
 *
 * @param name the deployment's name
 * @param types what it would host; where there are problems, only the types that have none
 * @param modules the class names of its hook modules
 * @param problems all that would keep it from being deployed; each begins with the file's name
 */
public record Inspection(String name, List<TypeSummary> types, List<String> modules, List<String> problems) {

    /** Whether nothing is wrong, as far as can be told without running the JAR's code. */
    public boolean passed() {
        return problems.isEmpty();
    }
}
