package dev.hearth.core.deploy;

import dev.hearth.core.deploy.DeploymentListener.Contents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Loads versions of deployments. Thread-safe: several can be loaded at the same time. */
final class VersionLoader {

    private final DeployerOptions options;
    private final VersionFolder versions;

    VersionLoader(DeployerOptions options, VersionFolder versions) {
        this.options = options;
        this.versions = versions;
    }

    /** What became of loading one: a version, or the reason why there is none. */
    record Loaded(
            Candidate source,
            @Nullable Version version,
            @Nullable Exception failure) {

        /** The versions of those that could be loaded. */
        static List<Version> versions(List<Loaded> all) {
            return all.stream().map(Loaded::version).filter(Objects::nonNull).toList();
        }

        /** Whether it has hook modules, or says that it has where it can't be loaded. */
        boolean bringsModules() {
            return version == null
                    ? source.namesModules()
                    : !version.contents().modules().isEmpty();
        }

        /** The version; or what loading it threw. */
        Version orThrow() throws Exception {
            if (version == null) {
                throw failure == null ? new IllegalStateException(source.label()) : failure;
            }
            return version;
        }
    }

    /** Loads them side by side, and says what became of each, in their order. */
    List<Loaded> loadAll(List<Candidate> sources, Libraries libraries) {
        if (sources.size() == 1) {
            return List.of(loaded(sources.get(0), libraries));
        }
        int threads = Math.max(1, Math.min(sources.size(), Runtime.getRuntime().availableProcessors()));
        ExecutorService loading = Executors.newFixedThreadPool(threads, task -> new Thread(task, "hearth-deploy-load"));
        try {
            List<Future<Loaded>> all = new ArrayList<>();
            sources.forEach(source -> all.add(loading.submit(() -> loaded(source, libraries))));
            List<Loaded> outcomes = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                outcomes.add(outcome(sources.get(i), all.get(i)));
            }
            return outcomes;
        } finally {
            loading.shutdown();
        }
    }

    private static Loaded outcome(Candidate source, Future<Loaded> loaded) {
        try {
            return loaded.get();
        } catch (ExecutionException failure) {
            return new Loaded(source, null, failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Loaded(source, null, stopping);
        }
    }

    private Loaded loaded(Candidate source, Libraries libraries) {
        try {
            return new Loaded(source, load(source, libraries), null);
        } catch (Exception unfit) {
            return new Loaded(source, null, unfit);
        }
    }

    /**
     * Copies, loads and checks.
     *
     * @throws DeploymentException if it can't be hosted
     * @throws StillChangingException if somebody wrote to it meanwhile
     */
    Version load(Candidate source, Libraries libraries) throws DeploymentException, StillChangingException {
        long number = versions.next();
        Path place = versions.place(source.name(), number);
        try {
            Map<String, Path> copies = VersionFolder.copy(source.jars(), place);
            if (!source.unchanged()) {
                throw new StillChangingException(source.label());
            }
            requireSound(copies);
            return version(number, source, libraries, copies, place);
        } catch (StillChangingException | DeploymentException | RuntimeException | Error failure) {
            discard(place, failure);
            throw failure;
        } catch (IOException failure) {
            discard(place, failure);
            if (source.unchanged()) {
                throw new DeploymentException(
                        source.label() + ": can't be copied to " + place + ": " + failure, failure);
            }
            throw new StillChangingException(source.label());
        }
    }

    private static void requireSound(Map<String, Path> copies) throws DeploymentException {
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            try {
                Completeness.requireSound(copy.getValue());
            } catch (IOException | RuntimeException damaged) {
                throw new DeploymentException(
                        copy.getKey() + ": is not a readable JAR file (" + damaged.getMessage()
                                + "): build or copy it again",
                        damaged);
            }
        }
    }

    private Version version(long number, Candidate source, Libraries libraries, Map<String, Path> copies, Path place)
            throws DeploymentException, IOException {
        DeploymentLoader loader =
                DeploymentLoader.of(source.name(), Long.toString(number), List.copyOf(copies.values()), libraries);
        try {
            Content content = Content.of(copies);
            Contents contents = contents(source, libraries, copies, content, loader);
            return new Version(number, source, contents, loader, libraries.retain(), copies, content, place);
        } catch (DeploymentException | RuntimeException | Error failure) {
            loader.close();
            throw failure;
        }
    }

    private Contents contents(
            Candidate source, Libraries libraries, Map<String, Path> copies, Content content, DeploymentLoader loader)
            throws DeploymentException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return new Assembly(
                            source.name(),
                            source.label(),
                            loader,
                            copies,
                            libraries.scans(),
                            options.threading(),
                            options.settings().apply(source.name()),
                            content.version())
                    .contents();
        } catch (RuntimeException | Error failure) {
            throw new DeploymentException(source.label() + ": can't be loaded: " + failure, failure);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void discard(Path place, Throwable failure) {
        try {
            VersionFolder.deleteTree(place);
        } catch (IOException left) {
            failure.addSuppressed(left);
        }
    }
}
