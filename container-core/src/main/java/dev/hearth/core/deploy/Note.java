package dev.hearth.core.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What Hearth leaves beside a JAR, as {@code NAME.jar} with an ending, for people to read.
 *
 * <p>Files of such names may also be the user's own, such as a JAR that somebody has switched off by giving it another ending.
 * Hearth's own are told by their first line.
 */
enum Note {
    /** What of it runs. */
    DEPLOYED(".deployed"),

    /** Why it could not be deployed. */
    FAILED(".failed");

    private final String ending;

    Note(String ending) {
        this.ending = ending;
    }

    /** The first line of one about what runs. */
    static String deployed(String label) {
        return "# " + label + " is deployed. Hearth writes this file and takes it away; to delete it ends nothing.";
    }

    /**
     * The first line of one about a failure.
     *
     * @param stillRuns whether an earlier version goes on
     */
    static String failed(String label, boolean stillRuns) {
        return label + " is not deployed. "
                + (stillRuns ? "The version before it goes on running." : "Nothing of it runs.");
    }

    /** The file's name. */
    String beside(String label) {
        return label + ending;
    }

    /** Whether a file of this name may be one. */
    boolean named(String file) {
        return file.endsWith(ending);
    }

    /** What a file of this name stands beside. */
    String label(String file) {
        return file.substring(0, file.length() - ending.length());
    }

    private List<String> firstLines(String label) {
        return switch (this) {
            case DEPLOYED -> List.of(deployed(label));
            case FAILED -> List.of(failed(label, false), failed(label, true));
        };
    }

    /** Whether a container wrote this file; not where it can't be read, or is none. */
    boolean isOurs(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return firstLines(label(file.getFileName().toString())).stream()
                .anyMatch(line -> begins(file, (line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean begins(Path file, byte[] beginning) {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(beginning.length), beginning);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
