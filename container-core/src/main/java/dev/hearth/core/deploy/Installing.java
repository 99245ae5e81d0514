package dev.hearth.core.deploy;

import dev.hearth.core.deploy.VersionLoader.Loaded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts what is due: what brings hook modules first, since they may have a say about the rest. Says why where it can't.
 *
 * <p>At the start of a container that is not to be without its modules, nothing else is hosted where they fail: no object begins
 * without its guards. Used by the deployment thread.
 */
final class Installing {

    private static final Logger LOG = LoggerFactory.getLogger(Installing.class);

    private final DeployFolder folder;
    private final VersionLoader loader;
    private final Hosting hosting;
    private final SharedJars shared;
    private final Failures failures;
    private final Settling settling;
    private final Consumer<Candidate> whenWell;
    private final Map<String, String> withoutModules = new LinkedHashMap<>();
    private boolean mayLackModules = true;
    private boolean starting;
    private boolean stuck;

    /** @param whenWell is told what is hosted */
    Installing(
            DeployFolder folder,
            VersionLoader loader,
            Hosting hosting,
            SharedJars shared,
            Failures failures,
            Settling settling,
            Consumer<Candidate> whenWell) {
        this.folder = folder;
        this.loader = loader;
        this.hosting = hosting;
        this.shared = shared;
        this.failures = failures;
        this.settling = settling;
        this.whenWell = whenWell;
    }

    /**
     * The container starts, until {@link #started}.
     *
     * @param withoutModules whether it may do so without hook modules that can't be hosted
     */
    void starts(boolean withoutModules) {
        starting = true;
        mayLackModules = withoutModules;
    }

    /** What is hosted from now on comes to a container that runs. */
    void started() {
        starting = false;
        mayLackModules = true;
    }

    /** Whether hook modules fail which the container is not to start without, whatever else comes up. */
    boolean stuck() {
        return stuck;
    }

    /** What brings hook modules and could not be hosted while the container started, with the reason. */
    List<String> withoutModules() {
        return withoutModules.values().stream().distinct().toList();
    }

    /** Is told what is hosted, by whomever. */
    void isThere(Candidate candidate) {
        withoutModules.remove(candidate.label());
    }

    /**
     * Loads all of them side by side, and then hosts them one after the other.
     *
     * @return false if one was written to meanwhile, and is to be tried again
     */
    boolean all(List<Candidate> due) {
        if (stuck) {
            return true;
        }
        List<Loaded> others = new ArrayList<>(loader.loadAll(due, shared.now()));
        List<Loaded> guards = others.stream().filter(Loaded::bringsModules).toList();
        others.removeAll(guards);
        boolean all = modules(guards);
        if (stuck) {
            Loaded.versions(others).forEach(hosting::close);
            return all;
        }
        all &= oneByOne(others);
        return all;
    }

    /** Together, since they may want to stand beside each other; where that is refused, each by itself, so that the others come. */
    private boolean modules(List<Loaded> guards) {
        List<Loaded> sound =
                guards.stream().filter(loaded -> loaded.version() != null).toList();
        if (sound.size() < 2) {
            return oneByOne(guards);
        }
        List<Loaded> unsound = new ArrayList<>(guards);
        unsound.removeAll(sound);
        boolean all = oneByOne(unsound);
        if (stuck) {
            Loaded.versions(sound).forEach(hosting::close);
            return all;
        }
        List<Candidate> sources = sound.stream().map(Loaded::source).toList();
        try {
            hosting.install(Loaded.versions(sound));
            sources.forEach(this::hosted);
        } catch (DeploymentException together) {
            if (together.byModules() && !mayLackModules) {
                refused(blamed(sources, together), together);
            } else {
                LOG.warn(
                        "what brings hook modules is tried one by one, for together they are refused: {}",
                        together.getMessage());
                all &= untilNoneHelps(sources);
            }
        }
        return all;
    }

    private boolean oneByOne(List<Loaded> each) {
        boolean all = true;
        for (Loaded loaded : each) {
            all &= one(loaded);
        }
        return all;
    }

    /** Tries those that were refused again for as long as others have come up meanwhile. */
    private boolean untilNoneHelps(List<Candidate> sources) {
        List<Candidate> left = new ArrayList<>(sources);
        boolean all = true;
        while (!left.isEmpty()) {
            all &= oneByOne(loader.loadAll(left, shared.now()));
            left.removeIf(candidate -> !failures.outdated(candidate.label(), hosting.changes()));
        }
        return all;
    }

    /** Those that are at fault; all where it is not known. */
    private static List<Candidate> blamed(List<Candidate> together, DeploymentException refusal) {
        List<Candidate> blamed = together.stream()
                .filter(candidate ->
                        refusal.refused().stream().anyMatch(each -> each.name().equals(candidate.name())))
                .toList();
        return blamed.isEmpty() ? together : blamed;
    }

    /** @return false if it was written to meanwhile, and is to be tried again */
    private boolean one(Loaded loaded) {
        Candidate candidate = loaded.source();
        try {
            Version version = loaded.orThrow();
            try {
                hosting.install(version);
                hosted(candidate);
            } catch (DeploymentException refusal) {
                refused(List.of(candidate), refusal);
            }
        } catch (StillChangingException again) {
            return false;
        } catch (Exception unfit) {
            unfit(candidate, unfit);
        }
        settling.forget(candidate.label());
        return true;
    }

    private void hosted(Candidate candidate) {
        settling.forget(candidate.label());
        whenWell.accept(candidate);
    }

    /** Another one has its name. */
    void doubled(Candidate candidate) {
        DeploymentException doubled = new DeploymentException(candidate.doubledBecause() + ".");
        failures.report(candidate.label(), key(candidate), String.valueOf(doubled.getMessage()), false);
        misses(candidate, doubled, true);
    }

    private void unfit(Candidate candidate, Exception failure) {
        failures.report(candidate.label(), key(candidate), reason(candidate, failure), runsStill(candidate));
        misses(candidate, failure, true);
    }

    private void refused(List<Candidate> candidates, DeploymentException refusal) {
        for (Candidate candidate : candidates) {
            failures.refused(
                    candidate.label(),
                    key(candidate),
                    hosting.changes(),
                    reason(candidate, refusal),
                    runsStill(candidate));
            misses(candidate, refusal, refusal.byModules());
        }
    }

    private void misses(Candidate candidate, Exception failure, boolean whateverComes) {
        if (starting && candidate.namesModules()) {
            String reason = String.valueOf(failure.getMessage());
            String label = candidate.label();
            withoutModules.put(label, reason.contains(label) ? reason : label + ": " + reason);
            stuck |= whateverComes && !mayLackModules;
        }
    }

    private Failures.Reason reason(Candidate candidate, Exception failure) {
        return Failures.Reason.of(candidate.label(), failure.getMessage() + otherLibraries());
    }

    /** What is to be said where something fails while other shared JARs lie there than are in use. */
    String otherLibraries() {
        return folder.librariesIfReadable().filter(shared::refused).isEmpty()
                ? ""
                : "\nWhat lies in " + DeployFolder.LIBRARIES + " now is not in use: see "
                        + Note.FAILED.beside(DeployFolder.LIBRARIES) + ".";
    }

    /** What it would run as now. */
    Version.Key key(Candidate candidate) {
        return new Version.Key(candidate.fingerprint(), shared.now().number());
    }

    /** Whether something of its name runs, in whatever version. */
    boolean runsStill(Candidate candidate) {
        return hosting.running(candidate.name()) != null;
    }
}
