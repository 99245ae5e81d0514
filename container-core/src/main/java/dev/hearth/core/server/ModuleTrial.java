package dev.hearth.core.server;

import dev.hearth.api.hook.HookModule;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.pipeline.HookOrderException;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds what a start would refuse about hook modules: lets them register with their settings, and puts all hooks in order.
 *
 * <p>None of the hooks is run, and each module is closed as soon as it has registered. Used by one thread.
 */
final class ModuleTrial {

    private final HearthConfig config;
    private final List<SectionMatch> sections;
    private final List<ModuleHooks> registered = new ArrayList<>();
    private boolean complete = true;

    /** @throws IllegalArgumentException if a pattern or a range of addresses in a section is none */
    ModuleTrial(HearthConfig config) {
        this.config = config;
        this.sections = SectionMatch.of(config.sections());
    }

    /** What is wrong with modules but settings that they have not declared so, a line each; empty if nothing is. */
    List<String> register(List<HookModule> modules) {
        List<String> problems = new ArrayList<>();
        for (HookModule module : modules) {
            try {
                ModuleSettings settings = Modules.settings(module.name(), config, sections);
                if (!settings.problems(DeclaredSettings.of(module)).isEmpty()) {
                    complete = false;
                    continue;
                }
                LoadedModule loaded = LoadedModule.register(
                        Modules.BUILT_IN, module, settings, config.start().hookTimeout());
                registered.add(loaded.hooks());
                loaded.close();
            } catch (RuntimeException | LinkageError unfit) {
                complete = false;
                problems.add(unfit instanceof LinkageError ? unfit.toString() : String.valueOf(unfit.getMessage()));
            }
        }
        return problems;
    }

    /** Those that modules want to stand beside, and that have not registered, by who wants it. */
    Map<String, Set<String>> strangers() {
        Set<String> known = names();
        Map<String, Set<String>> strangers = new TreeMap<>();
        for (ModuleHooks module : registered) {
            Set<String> missing = new TreeSet<>(module.required());
            missing.removeAll(known);
            if (!missing.isEmpty()) {
                strangers.put(module.name(), missing);
            }
        }
        return strangers;
    }

    /** Those that have registered. */
    Set<String> names() {
        return registered.stream().map(ModuleHooks::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What keeps those that have registered from fitting together; not asked where some are missing. */
    List<String> order() {
        if (!complete) {
            return List.of();
        }
        try {
            HookTable unused = HookTable.of(registered);
            return List.of();
        } catch (HookOrderException unfit) {
            return List.of(String.valueOf(unfit.getMessage()));
        }
    }
}
