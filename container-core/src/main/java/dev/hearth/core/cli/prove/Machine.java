package dev.hearth.core.cli.prove;

import java.nio.file.Path;
import java.util.List;

/**
 * How containers are started on this machine.
 *
 * @param java the program {@code java}
 * @param options for the JVM
 * @param classPath the container's; absolute
 */
public record Machine(Path java, List<String> options, String classPath) {}
