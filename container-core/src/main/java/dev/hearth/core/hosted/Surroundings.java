package dev.hearth.core.hosted;

import dev.hearth.core.adapter.Exports;
import dev.hearth.core.call.CodeNames;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.Registries;

/** What the code of deployments reaches of the container. Thread-safe. */
public record Surroundings(Exports exports, Registries registries, CodeNames names, Ending ending) {

    /** Ends deployments that want to end. */
    public interface Ending {

        /** Takes the deployment out, soon; returns at once. */
        void endSoon(Deployment deployment, String reason);
    }
}
