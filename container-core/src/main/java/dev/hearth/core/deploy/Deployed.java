package dev.hearth.core.deploy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A deployment that runs. Immutable; holds no class of it.
 *
 * @param name the JAR's or folder's name without its ending
 * @param path the JAR or folder in the deploy folder
 * @param version counts up with every other content that is deployed under this name, also over restarts
 * @param since when this version began to be hosted
 * @param modules the names of its hook modules
 */
public record Deployed(
        String name, Path path, long version, Instant since, List<TypeSummary> types, List<String> modules) {}
