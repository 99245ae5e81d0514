package dev.hearth.core.deploy;

import dev.hearth.api.hook.Setting;
import java.util.List;
import java.util.Map;

/**
 * What came out when a JAR was checked without being deployed. Immutable.
 *
 * @param name the deployment's name
 * @param types what it would host; where there are problems, only the types that have none
 * @param modules the class names of its hook modules
 * @param settings the settings that the hook modules declare, by their own names; empty where there are problems
 * @param warnings what does not keep it from being deployed, and somebody should know
 * @param problems all that would keep it from being deployed; each begins with the file's name
 */
public record Inspection(
        String name,
        List<TypeSummary> types,
        List<String> modules,
        Map<String, List<Setting>> settings,
        List<String> warnings,
        List<String> problems) {

    /** Of what can't even be looked at. */
    static Inspection failed(String name, String problem) {
        return new Inspection(name, List.of(), List.of(), Map.of(), List.of(), List.of(problem));
    }

    /** Whether nothing is wrong, as far as can be told without hosting anything. */
    public boolean passed() {
        return problems.isEmpty();
    }
}
