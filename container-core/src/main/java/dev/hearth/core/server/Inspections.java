package dev.hearth.core.server;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Setting;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.cli.Inspector;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.Nearest;
import dev.hearth.core.deploy.Deployer;
import dev.hearth.core.deploy.Inspection;
import dev.hearth.core.deploy.Trial;
import dev.hearth.core.deploy.TypeSummary;
import dev.hearth.core.identity.UserFile;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.JsonStateCodec;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.UnstorableStateException;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        Optional<ModuleTrial> trial = trial(config, problems);
        trial.ifPresent(tried -> problems.addAll(tried.register(Modules.builtIn())));
        for (Inspection inspection : inspections(config, jar, new Looks(trial), problems)) {
            problems.addAll(inspection.problems());
            modules.putAll(inspection.settings());
            if (inspection.passed()) {
                found.add(describe(inspection));
                found.addAll(inspection.warnings());
            }
        }
        if (jar.isEmpty()) {
            checkJmx(config, modules.size() > builtIn, found, problems);
            problems.addAll(Modules.unknown(config, List.copyOf(modules.keySet())));
        }
        trial.ifPresent(tried -> checkSettings(config, modules, problems));
        checkLogin(config, problems);
        if (problems.isEmpty() && jar.isEmpty()) { // others that it wants to stand beside may come from other JARs
            trial.ifPresent(tried -> problems.addAll(tried.order()));
        }
        if (!problems.isEmpty()) {
            throw new UnsoundException(problems);
        }
        if (jar.isPresent()) {
            trial.ifPresent(tried -> found.addAll(neighbours(config, tried)));
        }
        return found;
    }

    /**
     * Of one JAR: whom its modules want to stand beside, where nobody is known who brings that one. No problem, as another JAR may
     * follow. The deployment folder is looked at only where somebody is missing.
     */
    private static List<String> neighbours(HearthConfig config, ModuleTrial trial) {
        Map<String, Set<String>> strangers = trial.strangers();
        Set<String> known = strangers.isEmpty() ? Set.of() : inFolder(config);
        List<String> told = new ArrayList<>();
        strangers.forEach((module, missing) -> missing.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> told.add("the module " + module + " wants to stand beside module " + name
                        + ", which is neither built in, nor in this JAR, nor in " + config.deploy()
                        + "; the nearest is "
                        + nearest(module, name, trial.names(), known)
                        + ". Its deployment is refused until that module is there")));
        return told;
    }

    private static String nearest(String module, String missing, Set<String> tried, Set<String> inFolder) {
        Set<String> all = new TreeSet<>(tried);
        all.addAll(inFolder);
        all.remove(module);
        return Nearest.to(missing, all).orElse("none");
    }

    /** The modules in the deployment folder, as far as it can be read. */
    private static Set<String> inFolder(HearthConfig config) {
        Set<String> names = new TreeSet<>();
        inspections(config, Optional.empty(), Trial.NONE, new ArrayList<>())
                .forEach(inspection -> names.addAll(inspection.settings().keySet()));
        return names;
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
        List<SectionMatch> sections = SectionMatch.of(config.sections());
        modules.forEach((name, declared) ->
                problems.addAll(Modules.settings(name, config, sections).problems(declared)));
    }

    private static Optional<ModuleTrial> trial(HearthConfig config, List<String> problems) {
        try {
            return Optional.of(new ModuleTrial(config));
        } catch (IllegalArgumentException unfit) {
            problems.add(String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    /** What else is looked at in a JAR, while its classes can be loaded. */
    private record Looks(Optional<ModuleTrial> trial) implements Trial {

        @Override
        public List<String> problems(String label, List<HostedType> types) {
            return storable(label, types);
        }

        @Override
        public List<String> moduleProblems(String label, List<HookModule> modules) {
            return trial.map(tried -> tried.register(modules)).orElse(List.of()).stream()
                    .map(problem -> label + ": " + problem)
                    .toList();
        }
    }

    /** A file of users that is not there yet is none without users. */
    private static void checkLogin(HearthConfig config, List<String> problems) {
        if (Identity.configured(config)) {
            try {
                new UserFile(Identity.settings(config, config.data()).users()).read();
            } catch (IllegalArgumentException unfit) {
                if (!problems.contains(unfit.getMessage())) {
                    problems.add(String.valueOf(unfit.getMessage()));
                }
            } catch (IOException unreadable) {
                problems.add(String.valueOf(unreadable.getMessage()));
            }
        }
    }

    /** What a module does is known when it runs, and nothing runs here: without any, nothing can authenticate. */
    private static void checkJmx(HearthConfig config, boolean modules, List<String> found, List<String> problems) {
        try {
            config.requireJmxGuarded(() -> modules || Identity.configured(config));
            if (config.jmx().enabled() && !config.tls().authenticates()) {
                found.add("jmx.enabled is fine if one of the hook modules authenticates callers; the start will tell");
            }
        } catch (ConfigException unguarded) {
            problems.addAll(unguarded.problems());
        }
    }

    /** Of one JAR, or of all that a start would deploy. */
    private static List<Inspection> inspections(
            HearthConfig config, Optional<Path> jar, Trial trial, List<String> problems) {
        if (jar.isPresent()) {
            return List.of(Deployer.inspect(jar.get(), config.deploy(), config.threading(), trial));
        }
        try {
            return Deployer.inspectAll(config.deploy(), config.threading(), trial);
        } catch (IOException unreadable) {
            problems.add("the deploy folder " + config.deploy()
                    + " can't be read: make it, or name another with --deploy DIR");
            return List.of();
        }
    }

    /** Whether their states can be stored at all, which a start asks before anything is hosted. */
    private static List<String> storable(String label, List<HostedType> types) {
        List<String> problems = new ArrayList<>();
        for (HostedType type : types) {
            if (type.persistent()) {
                try {
                    JsonStateCodec.of(type.implementation());
                } catch (UnstorableStateException | IllegalArgumentException unfit) {
                    problems.add(label + ": " + unfit.getMessage());
                }
            }
        }
        return problems;
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
