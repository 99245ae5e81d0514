package dev.hearth.api.hook;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The container, as a module sees it. Thread-safe; a module may keep it until its {@code stop} hook has returned. */
public interface Server {

    /** Which Hearth this is, such as {@code 1.0.0}. */
    String version();

    /** When it was started. */
    Instant started();

    /** What the container takes the time of day from. */
    Clock clock();

    /**
     * The folder of everything durable. A module keeps its files in a folder of its own name in there, and makes it itself.
     */
    Path data();

    /** The types that are deployed now, by name; with those that modules host themselves, without the container's own. */
    List<DeployedType> types();

    /** How much there is of everything now. Counts as it is asked: cheap enough for every second, not for every call. */
    Counts counts();
}
