package dev.hearth.core.server;

import dev.hearth.api.hook.Setting;
import dev.hearth.core.cli.Inspector;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.deploy.Deployer;
import dev.hearth.core.deploy.Inspection;
import dev.hearth.core.deploy.TypeSummary;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code hearth check} finds. */
final class Inspections implements Inspector {

    private static final Logger LOG = LoggerFactory.getLogger(Inspections.class);

    @Override
    public List<String> inspect(HearthConfig config, Optional<Path> jar) throws UnsoundException, ConfigException {
        Tls.of(config.tls());
        List<String> found = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, List<Setting>> modules = new LinkedHashMap<>();
        Modules.builtIn().forEach(module -> modules.put(module.name(), module.settings()));
        int builtIn = modules.size();
        for (Path each : jar.map(List::of).orElseGet(() -> jars(config.deploy(), problems))) {
            Inspection inspection = Deployer.inspect(each, config.deploy(), config.threading());
            problems.addAll(inspection.problems());
            modules.putAll(inspection.settings());
            if (inspection.passed()) {
                found.add(describe(inspection));
            }
        }
        if (jar.isEmpty()) {
            checkJmx(config, modules.size() > builtIn, found, problems);
            problems.addAll(Modules.unknown(config, List.copyOf(modules.keySet())));
        }
        checkSettings(config, modules, problems);
        if (!problems.isEmpty()) {
            throw new UnsoundException(problems);
        }
        return found;
    }

    /** Opens the store as a start would, and closes it. */
    @Override
    public Optional<String> tryStates(HearthConfig config, Path jar) throws UnsoundException {
        if (!DataFolder.isOne(config.data())) {
            return Optional.empty();
        }
        try (DataFolder folder = DataFolder.open(config.data());
                StateStore store = StoreOpening.openStore(folder, config, Inspections::unsynced)) {
            return Optional.of(tryStates(store, config, jar));
        } catch (IOException unopened) {
            throw new UnsoundException(List.of("the stored states can't be tried: " + unopened.getMessage()));
        }
    }

    private static void unsynced(Throwable failure) {
        LOG.error("a sync of the store failed", failure);
    }

    /** Says how many stored states a JAR can read, if it can read all. */
    static String tryStates(StateStore store, HearthConfig config, Path jar) throws UnsoundException {
        StateTrial trial = new StateTrial(store);
        Inspection inspection = Deployer.inspect(jar, config.deploy(), config.threading(), trial);
        if (!inspection.passed()) {
            throw new UnsoundException(inspection.problems());
        }
        return trial.praise();
    }

    private static void checkSettings(HearthConfig config, Map<String, List<Setting>> modules, List<String> problems) {
        try {
            List<SectionMatch> sections = SectionMatch.of(config.sections());
            modules.forEach((name, declared) ->
                    problems.addAll(Modules.settings(name, config, sections).problems(declared)));
        } catch (IllegalArgumentException unfit) {
            problems.add(String.valueOf(unfit.getMessage()));
        }
    }

    /** What a module does is known when it runs, and nothing runs here: without any, nothing can authenticate. */
    private static void checkJmx(HearthConfig config, boolean modules, List<String> found, List<String> problems) {
        try {
            config.requireJmxGuarded(modules || Identity.configured(config));
            if (config.jmx().enabled() && !config.tls().authenticates()) {
                found.add("jmx.enabled is fine if one of the hook modules authenticates callers; the start will tell");
            }
        } catch (ConfigException unguarded) {
            problems.addAll(unguarded.problems());
        }
    }

    private static List<Path> jars(Path folder, List<String> problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add("the deploy folder " + folder + " can't be read: make it, or name another with --deploy DIR");
            return List.of();
        }
    }

    private static String describe(Inspection inspection) {
        List<String> parts = new ArrayList<>();
        if (!inspection.types().isEmpty()) {
            parts.add("objects: "
                    + String.join(
                            ", ",
                            inspection.types().stream().map(TypeSummary::name).toList()));
        }
        if (!inspection.modules().isEmpty()) {
            parts.add("hook modules: " + String.join(", ", inspection.modules()));
        }
        return inspection.name() + " is fine" + (parts.isEmpty() ? "" : "; " + String.join("; ", parts));
    }
}
