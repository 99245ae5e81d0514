package dev.hearth.core.deploy;

import dev.hearth.core.call.Deployment;
import dev.hearth.core.deploy.DeployerOptions.Timing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Makes what runs be what lies in the deploy folder.
 *
 * <p>Looks at all of it each time and acts on what differs; so it does not matter which events of the file system were
 * missed. Used by the deployment thread.
 */
final class FolderSync {

    private final DeployFolder folder;
    private final VersionFolder versions;
    private final VersionLoader loader;
    private final Hosting hosting;
    private final Failures failures;
    private final StatusFiles status;
    private final Settling settling;
    private final Timing timing;
    private final RollingBack rollback;
    private final SharedJars shared;
    private final Installing installing;
    private final boolean withoutModules;
    private volatile List<String> idle = List.of();

    /**
     * Makes the folders and clears away what an earlier container left there.
     *
     * @throws IOException if a folder can't be made, read or cleared
     */
    FolderSync(DeployerOptions options, DeployFolder folder, Hosting hosting, KeptVersions kept, LongSupplier nanos)
            throws IOException {
        this.folder = folder;
        this.versions = new VersionFolder(options.versions());
        this.loader = new VersionLoader(options, versions);
        this.hosting = hosting;
        this.failures = new Failures(folder);
        this.status = new StatusFiles(folder, hosting::bound, hosting::pending, nanos);
        this.settling = new Settling(nanos);
        this.timing = options.timing();
        folder.prepare();
        versions.prepare();
        kept.prepare(folder.candidates().stream().map(Candidate::name).toList());
        Candidate none = Candidate.of(DeployFolder.LIBRARIES, options.folder(), Map.of());
        this.shared = new SharedJars(none, folder, versions, loader, hosting, failures, this::isWell);
        this.installing = new Installing(folder, loader, hosting, shared, failures, settling, this::isWell);
        this.withoutModules = options.withoutModules();
        this.rollback = new RollingBack(
                folder, hosting, kept, failures, received -> loader.load(received, shared.now()), this::isWell);
    }

    /**
     * Deploys what is there now: loaded side by side, hosted in the order of the names. What was refused is tried again for as
     * long as that brings others up.
     *
     * @return false if the container is not to start, since it lacks hook modules: nothing but such is hosted then
     */
    boolean start() throws IOException {
        Optional<Candidate> jars = folder.librariesIfReadable();
        if (jars.isPresent() && shared.worthATry(jars.get(), List.of())) {
            shared.take(jars.get(), List.of());
        } else if (jars.isPresent()) {
            failures.clearNote(DeployFolder.LIBRARIES);
        }
        installing.starts(withoutModules);
        List<Candidate> ready = new ArrayList<>();
        for (Candidate candidate : folder.candidates()) {
            if (candidate.doubled()) {
                installing.doubled(candidate);
            } else if (candidate.completeness() != Completeness.UNREADABLE) {
                ready.add(candidate);
            }
        }
        boolean unused = ready.isEmpty() || installing.all(ready);
        long before;
        do {
            before = hosting.changes();
            look();
        } while (hosting.changes() != before);
        installing.started();
        return !installing.stuck();
    }

    /** What brings hook modules and could not be deployed by {@link #start}, with the reason. */
    List<String> withoutModules() {
        return installing.withoutModules();
    }

    /**
     * Looks once.
     *
     * @return whether something is not complete yet, or worth another try, so that another look should follow soon
     * @throws IOException if the folder can't be read; everything goes on running then
     */
    boolean look() throws IOException {
        List<Candidate> found = folder.candidates(this::runsFrom);
        Optional<Candidate> jars = folder.librariesIfReadable().filter(present -> shared.worthATry(present, found));
        boolean held = jars.isPresent() && unsettled(jars.get());
        held |= withdrawVanished(found);
        Due due = lookAt(found);
        if (!held && jars.isPresent()) {
            held = due.runningUnsettled() || shared.take(jars.get(), found) == SharedJars.Outcome.AGAIN;
            due = lookAt(found);
        }
        boolean unsettled = held || due.unsettled();
        unsettled |= !held && !due.ready().isEmpty() && !installing.all(due.ready());
        forgetOthers(found);
        showStatus();
        idle = idle(found);
        return unsettled || failures.outdated(hosting.changes());
    }

    private List<String> idle(List<Candidate> found) {
        List<String> labels = new ArrayList<>();
        found.stream().filter(candidate -> !runsFrom(candidate.path())).forEach(each -> labels.add(each.label()));
        folder.withoutJars().forEach(each -> labels.add(each + " (no .jar in it)"));
        return List.copyOf(labels);
    }

    /** What lies in the folder and does not run, as of the last look. Thread-safe. */
    List<String> idle() {
        return idle;
    }

    private void forgetOthers(List<Candidate> found) {
        Set<String> labels = new HashSet<>();
        if (folder.librariesIfReadable().isPresent()) { // else they are tried when they can be read again
            labels.add(DeployFolder.LIBRARIES);
        }
        found.forEach(candidate -> labels.add(candidate.label()));
        failures.keep(labels);
        hosting.names().forEach(name -> labels.add(gone(name)));
        settling.keep(labels);
    }

    /**
     * What is to be done.
     *
     * @param ready is to be installed
     * @param unsettled whether something must be looked at again soon
     * @param runningUnsettled whether that is so of something that runs in another version
     */
    private record Due(List<Candidate> ready, boolean unsettled, boolean runningUnsettled) {}

    private Due lookAt(List<Candidate> found) {
        List<Candidate> ready = new ArrayList<>();
        boolean unsettled = false;
        boolean runningUnsettled = false;
        for (Candidate candidate : found) {
            if (lookAt(candidate, ready)) {
                unsettled = true;
                runningUnsettled |= installing.runsStill(candidate);
            }
        }
        return new Due(ready, unsettled, runningUnsettled);
    }

    private boolean runsFrom(Path path) {
        Deployed running =
                hosting.running(DeployFolder.nameOf(path.getFileName().toString()));
        return running != null && running.path().equals(path);
    }

    private void showStatus() {
        status.show(hosting.summaries(), failures.labels());
    }

    private static String gone(String name) {
        return "gone/" + name;
    }

    /** @return whether some may be about to come back; what has another name now must find its place free until then */
    private boolean withdrawVanished(List<Candidate> found) {
        Set<String> vanished = hosting.names();
        found.forEach(candidate -> vanished.remove(candidate.name()));
        vanished.removeAll(folder.unreadable());
        boolean unsettled = false;
        for (String name : hosting.names()) {
            if (!vanished.contains(name)) {
                settling.forget(gone(name));
            } else if (settling.quiet(gone(name), "").compareTo(timing.settle()) < 0) {
                unsettled = true;
            } else {
                hosting.withdraw(name);
            }
        }
        return unsettled;
    }

    /** Whether it must be looked at again soon; what is to be installed is added. */
    private boolean lookAt(Candidate candidate, List<Candidate> due) {
        Version.Key key = installing.key(candidate);
        if (hosting.runs(candidate, key)) {
            failures.clear(candidate.label());
            settling.forget(candidate.label());
            return false;
        }
        if (failures.knows(candidate.label(), key)) {
            if (failures.outdated(candidate.label(), hosting.changes())) {
                due.add(candidate);
            }
            return false;
        }
        if (candidate.doubled()) {
            installing.doubled(candidate);
            return false;
        }
        if (!hosting.runsOfSameFiles(candidate) && unsettled(candidate)) {
            return true;
        }
        due.add(candidate);
        return false;
    }

    private boolean unsettled(Candidate candidate) {
        Duration quiet = settling.quiet(candidate.label(), candidate.fingerprint());
        Duration needed = switch (candidate.completeness()) {
            case WHOLE -> timing.brief();
            case READABLE -> timing.settle();
            case UNREADABLE -> timing.patience();
        };
        return quiet.compareTo(needed) < 0 || (candidate.isFolder() && quiet.compareTo(timing.several()) < 0);
    }

    private void isWell(Candidate candidate) {
        installing.isThere(candidate);
        failures.clear(candidate.label());
        failures.clearNote(candidate.label());
        showStatus();
    }

    /** Deploys a JAR that lies elsewhere; puts it into the folder if that succeeds, and changes nothing otherwise. */
    Deployed receive(Path jar) throws IOException, DeploymentException {
        if (folder.holds(jar)) {
            return redeploy(jar);
        }
        Candidate received = folder.receive(jar);
        try {
            refuseDoubled(received);
            Deployed deployed = install(received);
            folder.accept(received);
            isWell(received);
            return deployed;
        } finally {
            folder.refuse(received);
        }
    }

    private Deployed redeploy(Path jar) throws IOException, DeploymentException {
        Candidate candidate = folder.existing(jar);
        refuseDoubled(candidate);
        Deployed deployed = install(candidate);
        isWell(candidate);
        return deployed;
    }

    private Deployed install(Candidate candidate) throws IOException, DeploymentException {
        if (takesRefusedLibraries(candidate)) {
            return Objects.requireNonNull(hosting.running(candidate.name()));
        }
        try {
            return hosting.install(loader.load(candidate, shared.now()));
        } catch (DeploymentException refusal) {
            throw new DeploymentException(refusal.getMessage() + installing.otherLibraries(), refusal);
        }
    }

    /** Shared JARs that were refused may have waited for just this; it runs on them then. */
    private boolean takesRefusedLibraries(Candidate candidate) throws IOException {
        Optional<Candidate> jars = folder.librariesIfReadable().filter(shared::refused);
        if (jars.isEmpty() || !installing.runsStill(candidate)) {
            return false;
        }
        List<Candidate> others = new ArrayList<>(folder.candidates(this::runsFrom));
        others.removeIf(each -> each.name().equals(candidate.name()));
        boolean quiet = !lookAt(others).runningUnsettled();
        List<Candidate> all = new ArrayList<>(others);
        all.add(candidate);
        return quiet
                && shared.worthATry(jars.get(), all)
                && shared.take(jars.get(), all) == SharedJars.Outcome.TAKEN
                && hosting.runs(candidate, installing.key(candidate));
    }

    /** Brings the version back that ran before, and puts it into the folder. */
    Deployed rollback(String name, Trial trial) throws IOException, DeploymentException {
        return rollback.to(name, trial);
    }

    private void refuseDoubled(Candidate candidate) throws IOException, DeploymentException {
        for (Candidate other : folder.candidates()) {
            if (other.name().equals(candidate.name()) && !other.path().equals(candidate.path())) {
                throw new DeploymentException(candidate.label() + ": there is already a deployment named '"
                        + candidate.name() + "', in " + other.label() + ": rename one, or undeploy that");
            }
        }
    }

    /** Takes a deployment out of the folder, running or broken, and ends it. */
    void remove(String named) throws IOException, DeploymentException {
        String name = DeployFolder.nameOf(named);
        boolean found = hosting.running(name) != null;
        List<String> names = new ArrayList<>(hosting.names());
        hosting.requireMayGo(name);
        for (Candidate candidate : folder.candidates()) {
            names.add(candidate.name());
            if (candidate.name().equals(name)) {
                folder.remove(candidate.path());
                failures.clearNote(candidate.label());
                found = true;
            }
        }
        if (!found) {
            throw new DeploymentException("there is no deployment named '" + name + "'" + Nearest.hint(name, names));
        }
        hosting.withdraw(name);
        showStatus();
    }

    /** A deployment ends itself: it is not tried again before it changes. */
    void end(Deployment deployment, String reason) {
        Version version = hosting.version(deployment);
        if (version != null) {
            hosting.withdraw(version.name());
            failures.report(version.source().label(), version.key(), reason, false);
        }
    }

    /** Where changes are to be watched for. */
    List<Path> watched() throws IOException {
        return folder.watched();
    }

    /** Ends everything, in reverse order. */
    void close() throws IOException {
        hosting.withdrawAll();
        showStatus();
        shared.close();
    }
}
