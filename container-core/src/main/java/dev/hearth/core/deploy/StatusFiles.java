package dev.hearth.core.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says beside each JAR what of it runs: {@code NAME.jar.deployed}, as YAML for people and scripts.
 *
 * <p>Files are written where something has changed, and no others: what is written here wakes the watch of the folder. One
 * that can't be written is named in the log and nothing else suffers. Used by the deployment thread; as large as the deploy
 * folder is.
 */
final class StatusFiles {

    private static final Logger LOG = LoggerFactory.getLogger(StatusFiles.class);

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build();

    /** How many names a file tells; a program may bind any number. */
    private static final int NAMES = 100;

    /** Programs may bind and unbind all the time. */
    private static final Duration NAMES_EVERY = Duration.ofSeconds(1);

    /**
     * @param bound the names that its code has bound
     * @param pending what is said of its {@code main}; empty for nothing
     */
    private record Shown(
            Deployed deployed, boolean newerFailed, List<String> bound, Optional<String> pending, long sinceNanos) {

        boolean fits(Deployed running, boolean failed) {
            return deployed.equals(running) && newerFailed == failed;
        }

        boolean mayChangeNames(long now) {
            return now - sinceNanos >= NAMES_EVERY.toNanos();
        }
    }

    private final DeployFolder folder;
    private final Function<String, List<String>> bound;
    private final Function<String, Optional<String>> pending;
    private final LongSupplier nanos;
    private final Map<String, Shown> shown = new HashMap<>();
    private boolean complained;

    /**
     * @param bound the names that the code of a deployment has bound by now
     * @param pending what is to be said of its {@code main} now, if anything
     */
    StatusFiles(
            DeployFolder folder,
            Function<String, List<String>> bound,
            Function<String, Optional<String>> pending,
            LongSupplier nanos) {
        this.folder = folder;
        this.bound = bound;
        this.pending = pending;
        this.nanos = nanos;
    }

    /**
     * Makes the files fit.
     *
     * @param failed the labels of those whose newest version could not be deployed
     */
    void show(List<Deployed> running, Set<String> failed) {
        Set<String> vanished = new TreeSet<>(shown.keySet());
        for (Deployed deployed : running) {
            String label = label(deployed);
            vanished.remove(label);
            show(label, deployed, failed.contains(label));
        }
        for (String label : vanished) {
            shown.remove(label);
            clear(label);
        }
    }

    private void show(String label, Deployed deployed, boolean newerFailed) {
        long now = nanos.getAsLong();
        Shown before = shown.get(label);
        boolean fits = before != null && before.fits(deployed, newerFailed);
        if (before != null && fits && !before.mayChangeNames(now)) {
            return;
        }
        List<String> names = bound.apply(deployed.name());
        Optional<String> main = pending.apply(deployed.name());
        if (before == null
                || !fits
                || !before.bound().equals(names)
                || !before.pending().equals(main)) {
            Shown next = new Shown(deployed, newerFailed, names, main, now);
            shown.put(label, next);
            write(label, next);
        }
    }

    private static String label(Deployed deployed) {
        return deployed.path().getFileName().toString();
    }

    private void write(String label, Shown now) {
        try {
            folder.note(label, Note.DEPLOYED, text(label, now));
        } catch (IOException failure) {
            complain(label, failure);
        }
    }

    /** Once: a folder that can't be written to is so for all of its JARs. */
    private void complain(String label, IOException failure) {
        if (complained) {
            LOG.debug("can't write what runs of {} beside it", label, failure);
        } else {
            complained = true;
            LOG.warn(
                    "can't write what runs of {} beside it, and says so no more: {}; let the container's user write there",
                    label,
                    failure.toString());
        }
    }

    private void clear(String label) {
        try {
            folder.clearNote(label, Note.DEPLOYED);
        } catch (IOException failure) {
            LOG.warn("can't delete {}: {}", Note.DEPLOYED.beside(label), failure.toString());
        }
    }

    private static String text(String label, Shown now) throws JsonProcessingException {
        Deployed deployed = now.deployed();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("deployment", deployed.name());
        fields.put("version", deployed.version());
        fields.put("since", deployed.since().toString());
        List<Map<String, String>> objects = new ArrayList<>();
        deployed.types().forEach(type -> objects.add(describe(type)));
        fields.put("objects", objects);
        fields.put("modules", deployed.modules());
        List<String> names = now.bound();
        fields.put("bound", names.subList(0, Math.min(NAMES, names.size())));
        if (names.size() > NAMES) {
            fields.put("bound-more", names.size() - NAMES);
        }
        now.pending().ifPresent(main -> fields.put("pending", main));
        return heading(label, now) + YAML.writeValueAsString(fields);
    }

    private static String heading(String label, Shown now) {
        String newer = now.newerFailed()
                ? "# This is the version before the one that lies here now: that one could not be deployed, and "
                        + Note.FAILED.beside(label) + " says why.\n"
                : "";
        return Note.deployed(label) + "\n" + newer;
    }

    private static Map<String, String> describe(TypeSummary type) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", type.name());
        fields.put("class", type.className());
        fields.put("lifecycle", words(type.lifecycle()));
        fields.put("threading", words(type.threading()));
        return fields;
    }

    private static String words(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
