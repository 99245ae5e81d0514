package dev.hearth.core.deploy;

import dev.hearth.core.deploy.Failures.Reason;
import dev.hearth.core.deploy.VersionLoader.Loaded;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The JARs of {@code deploy/lib} that deployments are on, and how others take their place: for all that use them, or for none.
 *
 * <p>Used by the deployment thread.
 */
final class SharedJars {

    private static final String ADVICE = "Correct what lies in " + DeployFolder.LIBRARIES
            + ", or the deployment that is named: with either, the change is tried again, and this note goes away.";

    private final DeployFolder folder;
    private final VersionFolder versions;
    private final VersionLoader loader;
    private final Hosting hosting;
    private final Failures failures;
    private final Consumer<Candidate> whenWell;
    private Libraries now;

    /** What had to change with them at the last try; null if the JARs themselves were at fault. */
    private @Nullable List<String> tried;

    /**
     * Takes into use what is there.
     *
     * @param whenWell is told what was made anew on others
     * @throws IOException if one of the JARs can't be read, or what loading needs can't be written
     */
    SharedJars(
            Candidate found,
            DeployFolder folder,
            VersionFolder versions,
            VersionLoader loader,
            Hosting hosting,
            Failures failures,
            Consumer<Candidate> whenWell)
            throws IOException {
        this.whenWell = whenWell;
        this.folder = folder;
        this.versions = versions;
        this.loader = loader;
        this.hosting = hosting;
        this.failures = failures;
        this.now = Libraries.load(found, versions);
    }

    /** Those that new versions are made on. */
    Libraries now() {
        return now;
    }

    /** What a change came to. */
    enum Outcome {
        /** They are in use. */
        TAKEN,
        /** All is as it was, and the reason is told. */
        REFUSED,
        /** Somebody wrote to something meanwhile. */
        AGAIN
    }

    /**
     * Whether others lie there than are in use, and a try is worth it: they are new, or something has come, changed or gone since they
     * were refused.
     *
     * @param candidates what lies in the folder
     */
    boolean worthATry(Candidate shared, List<Candidate> candidates) {
        if (now.isOf(shared)) {
            failures.clear(shared.label());
            return false;
        }
        return !refused(shared)
                || (tried != null
                        && (failures.outdated(shared.label(), hosting.changes())
                                || !tried.equals(fingerprints(candidates))));
    }

    /** What lies in the folder of what runs: a change of it may be what the others wait for. */
    private List<String> fingerprints(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> hosting.running(candidate.name()) != null)
                .map(candidate -> candidate.label() + candidate.fingerprint())
                .sorted()
                .toList();
    }

    /** Whether those that lie there were tried in vain. */
    boolean refused(Candidate shared) {
        return !now.isOf(shared) && failures.knows(shared.label(), key(shared));
    }

    private static Version.Key key(Candidate shared) {
        return new Version.Key(shared.fingerprint(), 0);
    }

    /**
     * Takes others into use, with each deployment that can tell them from those of now made anew on them; what lies in the folder
     * of it counts.
     */
    Outcome take(Candidate shared, List<Candidate> candidates) throws IOException {
        Libraries next;
        try {
            next = Libraries.load(shared, versions);
        } catch (IOException failure) {
            if (!shared.unchanged()) {
                return Outcome.AGAIN;
            }
            tried = null;
            failures.report(
                    shared.label(), key(shared), new Reason(String.valueOf(failure.getMessage()), ADVICE), inUse());
            return Outcome.REFUSED;
        }
        Outcome outcome = Outcome.AGAIN;
        try {
            if (shared.unchanged()) {
                outcome = take(next, shared, candidates);
            }
            return outcome;
        } finally {
            if (outcome != Outcome.TAKEN) {
                next.release();
            }
        }
    }

    private Outcome take(Libraries next, Candidate shared, List<Candidate> candidates) throws IOException {
        Set<String> users = hosting.users(next);
        List<Candidate> concerned = candidates.stream()
                .filter(each -> !each.doubled() && users.contains(each.name()))
                .toList();
        List<String> unfit = unreadable(users, concerned);
        if (unfit.size() + concerned.size() < users.size()) {
            return Outcome.AGAIN; // something has vanished, and is about to end
        }
        List<Loaded> loaded = unfit.isEmpty() ? loader.loadAll(concerned, next) : List.of();
        unfit.addAll(reasons(loaded));
        if (stillChanging(loaded) || !hosting.users(next).equals(users)) {
            Loaded.versions(loaded).forEach(hosting::close);
            return Outcome.AGAIN;
        }
        if (!unfit.isEmpty()) {
            Loaded.versions(loaded).forEach(hosting::close);
            return refused(next, shared, candidates, unfit);
        }
        try {
            hosting.install(Loaded.versions(loaded));
        } catch (DeploymentException refusal) {
            return refused(next, shared, candidates, List.of(String.valueOf(refusal.getMessage())));
        }
        use(next, shared, loaded);
        return Outcome.TAKEN;
    }

    /** What can't be made anew, since nobody knows what it is by now. */
    private List<String> unreadable(Set<String> users, List<Candidate> concerned) {
        Set<String> missing = new TreeSet<>(users);
        concerned.forEach(each -> missing.remove(each.name()));
        missing.retainAll(folder.unreadable());
        List<String> reasons = new ArrayList<>();
        missing.forEach(name -> reasons.add(name + ": can't be read"));
        return reasons;
    }

    private static boolean stillChanging(List<Loaded> loaded) {
        return loaded.stream().anyMatch(each -> each.failure() instanceof StillChangingException);
    }

    private Outcome refused(Libraries next, Candidate shared, List<Candidate> candidates, List<String> unfit) {
        tried = fingerprints(candidates);
        Reason reason = new Reason(text(next, unfit), ADVICE);
        failures.refused(shared.label(), key(shared), hosting.changes(), reason, inUse());
        return Outcome.REFUSED;
    }

    private void use(Libraries next, Candidate shared, List<Loaded> on) {
        Libraries before = now;
        now = next;
        before.release();
        next.scans().forEach(JarScan::warn);
        hosting.moveTo(next);
        failures.clear(shared.label());
        failures.clearNote(shared.label());
        on.forEach(each -> whenWell.accept(each.source()));
    }

    private static List<String> reasons(List<Loaded> loaded) {
        List<String> reasons = new ArrayList<>();
        loaded.forEach(each -> {
            if (each.failure() != null) {
                reasons.add(String.valueOf(each.failure().getMessage()));
            }
        });
        return reasons;
    }

    private String text(Libraries next, List<String> unfit) {
        return "Changed: " + String.join(", ", now.changedTo(next)) + ". What uses files of " + DeployFolder.LIBRARIES
                + " changes to others together or not at all, and this can't:\n" + String.join("\n", unfit);
    }

    private boolean inUse() {
        return !now.scans().isEmpty();
    }

    /** They are needed no longer than what is on them. */
    void close() {
        now.release();
    }
}
