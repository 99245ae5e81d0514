package dev.hearth.core.deploy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could not be deployed: said once in the log and in a note beside the JAR, and not tried again until it changes.
 *
 * <p>Used by the deployment thread.
 */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final DeployFolder folder;
    private final Map<String, Version.Key> known = new HashMap<>();

    Failures(DeployFolder folder) {
        this.folder = folder;
    }

    /** Whether just this was tried already, and failed. */
    boolean knows(String label, Version.Key key) {
        return key.equals(known.get(label));
    }

    /** What was tried in vain and has not changed since. */
    Set<String> labels() {
        return Set.copyOf(known.keySet());
    }

    /** @param stillRuns whether an earlier version of it goes on */
    void report(String label, Version.Key key, String reason, boolean stillRuns) {
        known.put(label, key);
        String state = stillRuns ? "The version before it goes on running." : "Nothing of it runs.";
        LOG.warn("{} is not deployed. {} {}", label, state, reason);
        try {
            folder.note(label, DeployFolder.FAILED, text(label, reason, state));
        } catch (IOException failure) {
            LOG.warn("can't write the note about {}: {}", label, failure.toString());
        }
    }

    private static String text(String label, String reason, String state) {
        return label + " is not deployed. " + state + "\n\n" + reason + "\n\nPut a corrected " + label
                + " in its place: it is tried at once, and this note goes away. 'hearth check " + label
                + "' says what can be seen without running it.\n";
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
            folder.clearNote(label, DeployFolder.FAILED);
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
