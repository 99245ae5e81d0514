package dev.hearth.benchmarks.local;

import dev.hearth.core.cli.LaunchException;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.server.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A container in this JVM, with a data folder of its own. */
final class Hosting {

    private Hosting() {}

    /**
     * Starts one; whoever asked for it stops it.
     *
     * @param folder holds the folder {@code deploy}; what the container writes comes below it
     * @param modules whether the access log is on
     */
    static Container start(Path folder, boolean modules) throws IOException, ConfigException, LaunchException {
        Path own = Files.createTempDirectory(folder, "container");
        Map<String, String> settings = new HashMap<>(Map.of(
                "port",
                "0",
                "admin.port",
                "0",
                "deploy",
                folder.resolve("deploy").toString(),
                "data",
                own.resolve("data").toString()));
        if (modules) {
            settings.put("modules.access-log.file", own.resolve("access.log").toString());
        }
        return Container.start(ConfigLoader.of(settings));
    }
}
