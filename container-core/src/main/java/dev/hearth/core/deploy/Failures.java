package dev.hearth.core.deploy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be deployed: said once in the log and in a note beside the JAR, and not tried again until it changes; what the
 * container refused also when another deployment has come or gone, which may have been what was in its way or not there yet.
 *
 * <p>Used by the deployment thread.
 */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    /** For what is at fault itself. */
    private static final long WHATEVER_CHANGES = -1;

    private final DeployFolder folder;
    private final Map<String, Known> known = new HashMap<>();

    /** @param changes how many there had been of what is hosted, or {@link #WHATEVER_CHANGES} */
    private record Known(Version.Key key, long changes, String note) {

        boolean outdated(long now) {
            return changes != WHATEVER_CHANGES && changes != now;
        }
    }

    /**
     * Why it could not be deployed.
     *
     * @param advice what to do about it, as sentences
     */
    record Reason(String text, String advice) {

        /** Of what is at fault itself. */
        static Reason of(String label, String text) {
            return new Reason(
                    text,
                    "Put a corrected " + label
                            + " in its place: it is tried at once, and this note goes away. 'hearth check " + label
                            + "' says what can be seen without running it.");
        }
    }

    Failures(DeployFolder folder) {
        this.folder = folder;
    }

    /** Whether just this was tried already, and failed. */
    boolean knows(String label, Version.Key key) {
        Known found = known.get(label);
        return found != null && found.key().equals(key);
    }

    /**
     * Whether this is worth another try as it is.
     *
     * @param changes how many there have been of what is hosted by now
     */
    boolean outdated(String label, long changes) {
        Known found = known.get(label);
        return found != null && found.outdated(changes);
    }

    /** Whether anything is worth another try. */
    boolean outdated(long changes) {
        return known.values().stream().anyMatch(found -> found.outdated(changes));
    }

    /** What was tried in vain and has not changed since. */
    Set<String> labels() {
        return Set.copyOf(known.keySet());
    }

    /**
     * It is at fault itself.
     *
     * @param stillRuns whether an earlier version of it goes on
     */
    void report(String label, Version.Key key, String reason, boolean stillRuns) {
        report(label, key, Reason.of(label, reason), stillRuns);
    }

    /** The same, with what else to do about it. */
    void report(String label, Version.Key key, Reason reason, boolean stillRuns) {
        refused(label, key, WHATEVER_CHANGES, reason, stillRuns);
    }

    /**
     * The container refused it, as things are.
     *
     * @param changes how many there have been of what is hosted by now
     * @param stillRuns whether an earlier version of it goes on
     */
    void refused(String label, Version.Key key, long changes, Reason reason, boolean stillRuns) {
        String heading = Note.failed(label, stillRuns);
        String note = heading + "\n\n" + reason.text() + "\n\n" + reason.advice() + "\n";
        Known before = known.put(label, new Known(key, changes, note));
        if (before != null && before.key().equals(key) && before.note().equals(note)) {
            return;
        }
        LOG.warn("{} {}", heading, reason.text());
        try {
            folder.note(label, Note.FAILED, note);
        } catch (IOException failure) {
            LOG.warn("can't write the note about {}: {}", label, failure.toString());
        }
    }

    /** It is well now. */
    void clear(String label) {
        if (known.remove(label) != null) {
            clearNote(label);
        }
    }

    /** Also a note that an earlier container left. */
    void clearNote(String label) {
        try {
            folder.clearNote(label, Note.FAILED);
        } catch (IOException failure) {
            LOG.warn("can't delete the note about {}: {}", label, failure.toString());
        }
    }

    /** Forgets all but these, and their notes. */
    void keep(Set<String> labels) {
        for (String label : Set.copyOf(known.keySet())) {
            if (!labels.contains(label)) {
                clear(label);
            }
        }
    }
}
