package dev.hearth.core.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.util.List;

/**
 * A type that a JAR wants hosted, by annotation or descriptor.
 *
 * @param threading may be {@code INHERIT}
 * @param arguments what the descriptor gives to the constructor
 */
record TypePlan(
        String name,
        Class<?> implementation,
        Lifecycle lifecycle,
        Threading threading,
        boolean preload,
        List<JsonNode> arguments) {

    String className() {
        return implementation.getName();
    }
}
