package dev.hearth.core.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearth.api.Lifecycle;
import dev.hearth.api.Threading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code META-INF/hearth.yaml} of a JAR says.
 *
 * @param threading what {@code INHERIT} means for the deployment; {@code INHERIT} if it says nothing
 * @param main the class whose {@code main} is to be run; null if none is
 * @param arguments what {@code main} gets
 */
record Descriptor(
        Threading threading,
        Map<String, String> settings,
        List<Entry> objects,
        @Nullable String main,
        List<String> arguments) {

    /** What a JAR without a descriptor says. */
    static final Descriptor NONE = new Descriptor(Threading.INHERIT, Map.of(), List.of(), null, List.of());

    /**
     * One of the {@code objects}; null is what was not said.
     *
     * @param jar the label of the JAR, for messages
     * @param where the place in the descriptor, for messages
     */
    record Entry(
            String jar,
            String where,
            @Nullable String name,
            String className,
            List<JsonNode> arguments,
            @Nullable Lifecycle lifecycle,
            @Nullable Threading threading,
            @Nullable Boolean preload) {}
}
