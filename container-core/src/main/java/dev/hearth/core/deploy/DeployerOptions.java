package dev.hearth.core.deploy;

import dev.hearth.api.Threading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * What a {@link Deployer} needs to know. Immutable.
 *
 * @param folder the folder that is watched; made if it is not there
 * @param versions where the private copies of JARs are kept; the container's own, and emptied at the start
 * @param threading what {@code INHERIT} means where a descriptor does not say; never {@code INHERIT} itself
 * @param settings the settings of a deployment, by its name, that go before those of its descriptor
 * @param withoutModules whether what lies there at the start is hosted also where something that brings hook modules can't be
 * @param keeping which versions are kept for a rollback
 * @param timing how long to wait for what
 */
public record DeployerOptions(
        Path folder,
        Path versions,
        Threading threading,
        Function<String, Map<String, String>> settings,
        boolean withoutModules,
        Keeping keeping,
        Timing timing) {

    public DeployerOptions {
        if (threading == Threading.INHERIT) {
            throw new IllegalArgumentException("the container's threading inherits from nothing");
        }
    }

    /** With the usual number of versions kept, beside the private copies. */
    public DeployerOptions(
            Path folder,
            Path versions,
            Threading threading,
            Function<String, Map<String, String>> settings,
            Timing timing) {
        this(folder, versions, threading, settings, true, Keeping.usual(versions.resolveSibling("former")), timing);
    }

    /** With no settings but the descriptors', and the usual timing. */
    public static DeployerOptions of(Path folder, Path versions, Threading threading) {
        return new DeployerOptions(folder, versions, threading, name -> Map.of(), Timing.usual());
    }

    /**
     * Which versions are kept for a rollback.
     *
     * @param folder where; the container's own, and what is in it survives the container
     * @param former how many of each deployment before the one that runs
     */
    public record Keeping(Path folder, int former) {

        /** Three. */
        public static Keeping usual(Path folder) {
            return new Keeping(folder, 3);
        }
    }

    /**
     * How long to wait for what.
     *
     * @param brief how long a file must be unchanged that has all that it says to have
     * @param settle how long one must be unchanged that can be read, and may be a part
     * @param several how long a folder of JARs must be unchanged, of which each may be whole and another still to come
     * @param patience how long one that is unchanged but unreadable is waited for before it is reported as broken
     * @param poll how often the folder is looked at when the file system reports nothing
     * @param linger how long a replaced version's objects live on at most
     */
    public record Timing(
            Duration brief, Duration settle, Duration several, Duration patience, Duration poll, Duration linger) {

        /** With nothing brief, and for several no more than for one. */
        public Timing(Duration settle, Duration patience, Duration poll, Duration linger) {
            this(settle, settle, settle, patience, poll, linger);
        }

        /** The same, with another time for replaced versions. */
        public Timing lingering(Duration other) {
            return new Timing(brief, settle, several, patience, poll, other);
        }

        /** 25 ms, 200 ms, 1 s, 3 s, 2 s and 10 minutes. */
        public static Timing usual() {
            return new Timing(
                    Duration.ofMillis(25),
                    Duration.ofMillis(200),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10));
        }
    }
}
