package dev.hearth.core.deploy;

import dev.hearth.core.deploy.KeptVersions.Kept;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a kept version back, and puts it into the deploy folder. Where that is refused or fails, all is as before.
 *
 * <p>Used by the deployment thread.
 */
final class RollingBack {

    private final DeployFolder folder;
    private final Hosting hosting;
    private final KeptVersions kept;
    private final Failures failures;
    private final Loading loading;
    private final Consumer<Candidate> whenWell;

    /** Makes a version of what was received, on the libraries of now. */
    @FunctionalInterface
    interface Loading {
        Version load(Candidate received) throws IOException, DeploymentException;
    }

    /** @param whenWell is told what lies in the folder then and runs */
    RollingBack(
            DeployFolder folder,
            Hosting hosting,
            KeptVersions kept,
            Failures failures,
            Loading loading,
            Consumer<Candidate> whenWell) {
        this.folder = folder;
        this.hosting = hosting;
        this.kept = kept;
        this.failures = failures;
        this.loading = loading;
        this.whenWell = whenWell;
    }

    /** Brings the version back that ran before the one of now; if that could not be deployed, puts the running one back. */
    Deployed to(String named, Trial trial) throws IOException, DeploymentException {
        String name = DeployFolder.nameOf(named);
        Deployed running = hosting.running(name);
        if (running != null && failed(running)) {
            return putBack(running);
        }
        Kept former = former(name);
        Candidate received = folder.receiveKept(name, source(name, former));
        try {
            Version version = loading.load(received);
            refuse(version, former, trial);
            Deployed deployed = hosting.install(version);
            putInPlace(received);
            whenWell.accept(received);
            return deployed;
        } finally {
            folder.refuse(received);
        }
    }

    /** Whether what lies in the folder is not what runs, since it could not be deployed. */
    private boolean failed(Deployed running) {
        return failures.labels().contains(running.path().getFileName().toString());
    }

    /** What runs is the former version of what lies in the folder. */
    private Deployed putBack(Deployed running) throws IOException, DeploymentException {
        List<Kept> versions = kept.of(running.name());
        if (versions.isEmpty()) {
            throw new DeploymentException("no version of '" + running.name() + "' is kept");
        }
        Candidate received = folder.receiveKept(running.name(), source(running.name(), versions.get(0)));
        try {
            if (!Content.of(received.jars()).equals(versions.get(0).content())) {
                throw new DeploymentException(damaged(versions.get(0)));
            }
            putInPlace(received);
            hosting.liesThere(received);
            whenWell.accept(received);
            return running;
        } finally {
            folder.refuse(received);
        }
    }

    private static Path source(String name, Kept version) throws IOException, DeploymentException {
        return version.source()
                .orElseThrow(() -> new DeploymentException("version " + version.number() + " of '" + name
                        + "' is not kept: raise 'replace.keep-versions', and deploy its JAR by hand"));
    }

    private static String damaged(Kept version) {
        return "what was kept of it in " + version.folder() + " is damaged: deploy its JAR by hand";
    }

    /** The version to go back to. */
    private Kept former(String name) throws IOException, DeploymentException {
        List<Kept> versions = kept.of(name);
        Deployed running = hosting.running(name);
        if (running == null && versions.isEmpty()) {
            Set<String> names = hosting.names();
            names.addAll(kept.names());
            throw new DeploymentException("there is no deployment named '" + name + "'" + Nearest.hint(name, names));
        }
        int newest = running == null ? 0 : 1;
        if (versions.size() <= newest) {
            throw new DeploymentException("there is no version of '" + name + "' before this one"
                    + (kept.former() == 0 ? ": 'replace.keep-versions: 0' keeps none" : ""));
        }
        return versions.get(newest);
    }

    private static void refuse(Version version, Kept former, Trial trial) throws IOException, DeploymentException {
        List<String> problems = new ArrayList<>();
        if (!version.content().equals(former.content())) {
            problems.add(damaged(former));
        } else {
            problems.addAll(
                    trial.problems(version.source().label(), version.contents().types()));
        }
        if (!problems.isEmpty()) {
            version.close();
            throw new DeploymentException("version " + former.number() + " of '" + version.name()
                    + "' is not brought back: " + String.join("\n", problems));
        }
    }

    /** It is the only one of its name afterwards: a folder may have come in the place of a JAR, and go now. */
    private void putInPlace(Candidate received) throws IOException {
        folder.accept(received);
        for (Candidate other : folder.candidates()) {
            if (other.name().equals(received.name()) && !other.path().equals(received.path())) {
                folder.remove(other.path());
                failures.clearNote(other.label());
            }
        }
    }
}
