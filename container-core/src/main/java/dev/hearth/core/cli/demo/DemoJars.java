package dev.hearth.core.cli.demo;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The two JARs that the demo needs.
 *
 * @param samples the sample objects, to be deployed
 * @param client what a client needs of them, and the demo's client program
 */
public record DemoJars(Path samples, Path client) {

    private static final String SAMPLES = "sample-objects.jar";
    private static final String CLIENT = "sample-objects-client.jar";

    /** Below a home: {@code samples} in a distribution, {@code sample-objects/target} in a checkout that was built. */
    private static final List<String> FOLDERS = List.of("samples", "sample-objects/target");

    /**
     * Finds them below Hearth's home.
     *
     * @throws FileNotFoundException if they are in none of the places, naming all of them
     */
    public static DemoJars find(Path home) throws FileNotFoundException {
        for (String folder : FOLDERS) {
            Path samples = home.resolve(folder).resolve(SAMPLES);
            Path client = home.resolve(folder).resolve(CLIENT);
            if (Files.isRegularFile(samples) && Files.isRegularFile(client)) {
                return new DemoJars(samples, client);
            }
        }
        throw new FileNotFoundException("The demo needs " + SAMPLES + " and " + CLIENT + ", which are in none of "
                + FOLDERS + " below " + home.toAbsolutePath() + "; in a checkout, build it first");
    }
}
