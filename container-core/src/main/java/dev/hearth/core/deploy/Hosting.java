package dev.hearth.core.deploy;

import dev.hearth.core.call.Deployment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
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

    private final DeploymentListener listener;
    private final LongConsumer whenReplaced;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<Long, Version> replaced = new LinkedHashMap<>();
    private volatile List<Deployed> summaries = List.of();

    /** @param whenReplaced is told the number of a replaced version, and brings it to {@link #release} in due time */
    Hosting(DeploymentListener listener, LongConsumer whenReplaced) {
        this.listener = listener;
        this.whenReplaced = whenReplaced;
    }

    List<Deployed> summaries() {
        return summaries;
    }

    /** The names of what runs. */
    Set<String> names() {
        return new TreeSet<>(running.keySet());
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

    /**
     * Hosts a version, in place of the one of its name.
     *
     * @throws DeploymentException if it is refused; it is closed then, and the one before goes on
     */
    Deployed install(Version version) throws DeploymentException {
        Deployed summary;
        try {
            summary = version.summary(Instant.now());
            listener.deploy(version.contents());
        } catch (DeploymentException refusal) {
            close(version);
            throw new DeploymentException(prefixed(version, String.valueOf(refusal.getMessage())), refusal);
        } catch (RuntimeException | Error failure) {
            close(version);
            throw new DeploymentException(version.source().label() + ": can't be hosted: " + failure, failure);
        }
        Running before = running.put(version.name(), new Running(version, summary));
        if (before != null) {
            replace(before.version());
        }
        publish();
        LOG.info(
                "{} is deployed{}{}",
                version.source().label(),
                before == null ? "" : " in place of its former version",
                words(summary));
        return summary;
    }

    private static String prefixed(Version version, String message) {
        String label = version.source().label();
        return message.startsWith(label) ? message : label + ": " + message;
    }

    private static String words(Deployed summary) {
        List<String> words = new ArrayList<>();
        summary.types().forEach(type -> words.add(type.name()));
        summary.modules().forEach(module -> words.add("module " + module));
        return words.isEmpty() ? "" : ": " + String.join(", ", words); // a program names what it binds itself
    }

    private void replace(Version before) {
        replaced.put(before.number(), before);
        List<Version> older = replaced.values().stream()
                .filter(version -> version.name().equals(before.name()))
                .toList();
        if (older.size() > REPLACED) {
            LOG.warn("{} replaced versions of {} are in use: the oldest is closed", older.size(), before.name());
            release(older.get(0).number());
        }
        whenReplaced.accept(before.number());
    }

    /** A replaced version is used no more; one that is gone already is passed over. */
    void release(long number) {
        Version version = replaced.remove(number);
        if (version != null) {
            close(version);
        }
    }

    void release(Deployment deployment) {
        replaced.values().stream()
                .filter(version -> version.contents().deployment() == deployment)
                .findFirst()
                .ifPresent(version -> release(version.number()));
    }

    /** Ends what runs under this name, and the versions that it replaced. */
    void withdraw(String name) {
        Running ended = running.remove(name);
        if (ended == null) {
            return;
        }
        publish();
        boolean unused = true;
        try {
            unused = listener.undeploy(name);
        } catch (RuntimeException | Error failure) {
            LOG.error("the container could not undeploy {} cleanly", name, failure);
        }
        replaced.values().stream()
                .filter(version -> version.name().equals(name))
                .toList()
                .forEach(version -> release(version.number()));
        if (unused) {
            close(ended.version());
        } else {
            replace(ended.version());
        }
        LOG.info("{} is undeployed", ended.version().source().label());
    }

    /** Ends everything, what came last first. */
    void withdrawAll() {
        List<String> names = new ArrayList<>(running.keySet());
        Collections.reverse(names);
        names.forEach(this::withdraw);
    }

    private void publish() {
        summaries = running.values().stream().map(Running::summary).toList();
    }

    private static void close(Version version) {
        try {
            version.close();
        } catch (IOException failure) {
            LOG.error("version {} of {} left files behind", version.number(), version.name(), failure);
        }
    }
}
