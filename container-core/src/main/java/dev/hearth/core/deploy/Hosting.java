package dev.hearth.core.deploy;

import dev.hearth.core.call.Deployment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions that run, and those that were replaced and are still in use.
 *
 * <p>Used by the deployment thread; {@link #summaries} by any.
 */
final class Hosting {

    private static final Logger LOG = LoggerFactory.getLogger(Hosting.class);

    /** How many replaced versions of one deployment are kept; the oldest goes first. */
    private static final int REPLACED = 16;

    private record Running(Version version, Deployed summary) {}

    /** @param forgotten is run when it goes earlier than in due time */
    private record Replaced(Version version, Runnable forgotten) {}

    private final DeploymentListener listener;
    private final KeptVersions kept;
    private final LongFunction<Runnable> whenReplaced;
    private final Consumer<Leftovers> whenEnded;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<Long, Replaced> replaced = new LinkedHashMap<>();
    private volatile List<Deployed> summaries = List.of();
    private long changes;

    /**
     * @param whenReplaced is told the number of a replaced version, and brings it to {@link #expire} in due time, unless what it
     *     returns is run before
     * @param whenEnded has what a version left warn, when its threads have had time to end
     * @param kept gets what is hosted
     */
    Hosting(
            DeploymentListener listener,
            LongFunction<Runnable> whenReplaced,
            Consumer<Leftovers> whenEnded,
            KeptVersions kept) {
        this.whenEnded = whenEnded;
        this.listener = listener;
        this.whenReplaced = whenReplaced;
        this.kept = kept;
    }

    List<Deployed> summaries() {
        return summaries;
    }

    /** How often something was installed or withdrawn; another number means that what was refused may be hosted now. */
    long changes() {
        return changes;
    }

    /** The names of what runs. */
    Set<String> names() {
        return new TreeSet<>(running.keySet());
    }

    /** The names that the code of a deployment has bound by now. */
    List<String> bound(String name) {
        return listener.bound(name);
    }

    /** What is to be said of its {@code main}, if that has exported nothing yet. */
    Optional<String> pending(String name) {
        return listener.pending(name);
    }

    /** What runs under this name; null if nothing does. */
    @Nullable
    Deployed running(String name) {
        Running found = running.get(name);
        return found == null ? null : found.summary();
    }

    /** The version that is this deployment, if it runs. */
    @Nullable
    Version version(Deployment deployment) {
        Running found = running.get(deployment.name());
        return found != null && found.version().contents().deployment() == deployment ? found.version() : null;
    }

    /** Whether just this runs already. */
    boolean runs(Candidate candidate, Version.Key key) {
        Running found = running.get(candidate.name());
        return found != null
                && found.version().key().equals(key)
                && found.version().source().path().equals(candidate.path());
    }

    /** Whether just these files run, if on other libraries. */
    boolean runsOfSameFiles(Candidate candidate) {
        Running found = running.get(candidate.name());
        return found != null
                && found.version().source().path().equals(candidate.path())
                && found.version().source().fingerprint().equals(candidate.fingerprint());
    }

    /** The names of what runs and could tell these libraries from those that it is on. */
    Set<String> users(Libraries others) {
        Set<String> users = new TreeSet<>();
        running.forEach((name, found) -> {
            if (found.version().couldTell(others)) {
                users.add(name);
            }
        });
        return users;
    }

    /**
     * Hosts a version, in place of the one of its name.
     *
     * @throws DeploymentException if it is refused; it is closed then, and the one before goes on
     */
    Deployed install(Version version) throws DeploymentException {
        return install(List.of(version)).get(0);
    }

    /**
     * Hosts versions, each in place of the one of its name: all of them, or none.
     *
     * @throws DeploymentException if one is refused; all are closed then, and those before go on
     */
    List<Deployed> install(List<Version> together) throws DeploymentException {
        List<Deployed> summaries = new ArrayList<>();
        try {
            for (Version version : together) {
                summaries.add(prepared(version));
            }
            listener.deploy(together.stream().map(Version::contents).toList());
        } catch (DeploymentException refusal) {
            together.forEach(this::close);
            throw new DeploymentException(labelled(refusal, together), refusal, refusal.refused(), refusal.byModules());
        } catch (RuntimeException | Error failure) {
            together.forEach(this::close);
            throw new DeploymentException(labels(together) + ": can't be hosted: " + failure, failure);
        }
        for (int i = 0; i < together.size(); i++) {
            installed(together.get(i), summaries.get(i));
        }
        publish();
        together.forEach(this::keep);
        return summaries;
    }

    private static String inPlaceOf(Version before, Version version) {
        boolean same = before.content().equals(version.content())
                && before.libraries().number() != version.libraries().number();
        return same ? " anew, on other files of " + DeployFolder.LIBRARIES : " in place of its former version";
    }

    private Deployed prepared(Version version) throws DeploymentException {
        String label = version.source().label();
        try {
            Deployed summary = version.summary(kept.numberOf(version.name(), version.content()), Instant.now());
            Drivers.load(version.loader(), label);
            return summary;
        } catch (IOException failure) {
            throw new DeploymentException(label + ": can't be hosted: " + failure, failure);
        }
    }

    private void installed(Version version, Deployed summary) {
        Running before = running.put(version.name(), new Running(version, summary));
        changes++;
        if (before != null) {
            replace(before.version());
        }
        LOG.info(
                "{} is deployed{}, version {}{}",
                version.source().label(),
                before == null ? "" : inPlaceOf(before.version(), version),
                summary.version(),
                words(summary));
    }

    /** Other libraries are there: what uses none of those before goes on, on top of these. */
    void moveTo(Libraries others) {
        for (Map.Entry<String, Running> each : running.entrySet()) {
            Version moved = each.getValue().version().on(others);
            if (moved != null) {
                each.setValue(new Running(moved, each.getValue().summary()));
            }
        }
    }

    /** What runs under this name lies in the folder as this from now on. */
    void liesThere(Candidate now) {
        running.computeIfPresent(now.name(), (name, found) -> {
            Deployed shown = found.summary();
            return new Running(
                    found.version().lyingAs(now),
                    new Deployed(name, now.path(), shown.version(), shown.since(), shown.types(), shown.modules()));
        });
        publish();
    }

    /** For a rollback; without it, the version runs all the same. */
    private void keep(Version version) {
        try {
            kept.keep(version.name(), version.source().label(), version.copies(), version.content());
        } catch (IOException failure) {
            LOG.warn(
                    "this version of {} can't be kept, so 'hearth rollback' will not find it: {}",
                    version.source().label(),
                    failure.toString());
        }
    }

    /** Says of which the refusal is, as far as that is known. */
    private static String labelled(DeploymentException refusal, List<Version> together) {
        String message = String.valueOf(refusal.getMessage());
        List<Version> refused = together.stream()
                .filter(version -> refusal.refused().contains(version.contents().deployment()))
                .toList();
        String label = labels(refused.isEmpty() ? together : refused);
        return message.startsWith(label) ? message : label + ": " + message;
    }

    private static String labels(List<Version> together) {
        return together.stream().map(version -> version.source().label()).collect(Collectors.joining(", "));
    }

    private static String words(Deployed summary) {
        List<String> words = new ArrayList<>();
        summary.types().forEach(type -> words.add(type.name()));
        summary.modules().forEach(module -> words.add("module " + module));
        return words.isEmpty() ? "" : ": " + String.join(", ", words); // a program names what it binds itself
    }

    private void replace(Version before) {
        replaced.put(before.number(), new Replaced(before, whenReplaced.apply(before.number())));
        List<Version> older = replacedOf(before.name());
        if (older.size() > REPLACED) {
            LOG.warn(
                    "{} replaced versions of {} are in use: the oldest one's objects end", older.size(), before.name());
            expire(older.get(0).number());
        }
    }

    private List<Version> replacedOf(String name) {
        return replaced.values().stream()
                .map(Replaced::version)
                .filter(version -> version.name().equals(name))
                .toList();
    }

    /** A replaced version has been there for long enough; one that is gone already is passed over. */
    void expire(long number) {
        Replaced known = replaced.get(number);
        if (known != null && mayBeClosed(known.version())) {
            release(known);
        }
    }

    private boolean mayBeClosed(Version version) {
        try {
            return listener.expire(version.contents().deployment());
        } catch (RuntimeException | Error failure) {
            LOG.error("the container could not end version {} of {}", version.number(), version.name(), failure);
            return false;
        }
    }

    /** A replaced version is used no more; one that is gone already is passed over. */
    void release(Deployment deployment) {
        replaced.values().stream()
                .filter(known -> known.version().contents().deployment() == deployment)
                .findFirst()
                .ifPresent(this::release);
    }

    private void release(Replaced known) {
        replaced.remove(known.version().number());
        known.forgotten().run();
        close(known.version());
    }

    /**
     * Looks whether the container can do without a deployment.
     *
     * @throws DeploymentException if not
     */
    void requireMayGo(String name) throws DeploymentException {
        listener.undeploying(name);
    }

    /** Ends what runs under this name, and the versions that it replaced. */
    void withdraw(String name) {
        Running ended = running.remove(name);
        if (ended == null) {
            return;
        }
        changes++;
        publish();
        boolean unused = true;
        try {
            unused = listener.undeploy(name);
        } catch (RuntimeException | Error failure) {
            LOG.error("the container could not undeploy {} cleanly", name, failure);
        }
        replacedOf(name).forEach(version -> expire(version.number()));
        if (unused) {
            close(ended.version());
        } else {
            replace(ended.version());
        }
        LOG.info("{} is undeployed", ended.version().source().label());
    }

    /** Ends everything, what came last first, whoever still uses it. */
    void withdrawAll() {
        List<String> names = new ArrayList<>(running.keySet());
        Collections.reverse(names);
        names.forEach(this::withdraw);
        List.copyOf(replaced.values()).forEach(this::release);
    }

    private void publish() {
        summaries = running.values().stream().map(Running::summary).toList();
    }

    /** It is not hosted, or not any more. */
    void close(Version version) {
        Leftovers left = Leftovers.endOf(version);
        if (left.any()) {
            whenEnded.accept(left);
        }
        try {
            version.close();
        } catch (IOException failure) {
            LOG.error("version {} of {} left files behind", version.number(), version.name(), failure);
        }
    }
}
