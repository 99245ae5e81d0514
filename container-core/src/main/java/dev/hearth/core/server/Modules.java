package dev.hearth.core.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.api.hook.HookModule;
import dev.hearth.core.admin.Administration.ModuleRow;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.modules.AccessLogModule;
import dev.hearth.core.modules.AllowModule;
import dev.hearth.core.modules.LoginModule;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleHooks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hook modules that are there: the built-in ones, and those of deployments. Thread-safe. */
final class Modules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Modules.class);
    private static final String BUILT_IN = "";

    private final HearthConfig config;

    /** By deployment. */
    @GuardedBy("this")
    private final Map<String, List<Loaded>> loaded = new LinkedHashMap<>();

    private record Loaded(HookModule module, ModuleHooks hooks) {}

    Modules(HearthConfig config) {
        this.config = config;
        loaded.put(BUILT_IN, register(List.of(new AccessLogModule(), new AllowModule(), new LoginModule())));
    }

    /** The hooks of all modules now. */
    synchronized HookTable table() {
        return HookTable.of(loaded.values().stream()
                .flatMap(List::stream)
                .map(Loaded::hooks)
                .toList());
    }

    /** A change of one deployment's modules that is either kept or taken back, once. */
    final class Change {
        private final String deployment;
        private final @Nullable List<Loaded> former;
        private final HookTable table;

        private Change(String deployment, @Nullable List<Loaded> former, HookTable table) {
            this.deployment = deployment;
            this.former = former;
            this.table = table;
        }

        /** The hooks of all modules with this change. */
        HookTable table() {
            return table;
        }

        /** The former modules are not needed any more. */
        void keep() {
            if (former != null) {
                former.forEach(Modules::close);
            }
        }

        /** The former modules, which are still open, are there again. */
        void takeBack() {
            putBack(deployment, former);
        }
    }

    /** Exchanges the modules of one deployment if they fit together with the others. */
    synchronized Change replace(String deployment, List<HookModule> modules) {
        List<Loaded> fresh = register(modules);
        List<Loaded> former = loaded.put(deployment, fresh);
        try {
            return new Change(deployment, former, table());
        } catch (RuntimeException unfit) {
            putBack(deployment, former);
            throw unfit;
        }
    }

    private synchronized void putBack(String deployment, @Nullable List<Loaded> former) {
        List<Loaded> refused = former == null ? loaded.remove(deployment) : loaded.put(deployment, former);
        if (refused != null) {
            refused.forEach(Modules::close);
        }
    }

    /** The modules of a deployment are gone. */
    synchronized HookTable remove(String deployment) {
        List<Loaded> former = loaded.remove(deployment);
        HookTable table = table();
        if (former != null) {
            former.forEach(Modules::close);
        }
        return table;
    }

    /** The modules by name, for people. */
    synchronized List<ModuleRow> rows() {
        List<ModuleRow> rows = new ArrayList<>();
        List<HookTable.Row> hooks = table().rows();
        loaded.forEach((deployment, modules) -> modules.forEach(each -> {
            String name = each.hooks().name();
            int count = (int)
                    hooks.stream().filter(hook -> hook.module().equals(name)).count();
            Optional<String> from = deployment.equals(BUILT_IN) ? Optional.empty() : Optional.of(deployment);
            rows.add(new ModuleRow(name, from, count, config.modules().getOrDefault(name, Map.of())));
        }));
        rows.sort(Comparator.comparing(ModuleRow::name));
        return rows;
    }

    private List<Loaded> register(List<HookModule> modules) {
        List<Loaded> registered = new ArrayList<>();
        for (HookModule module : modules) {
            registered.add(new Loaded(module, ModuleHooks.of(module, settings(module.name()))));
        }
        return registered;
    }

    ModuleSettings settings(String module) {
        Map<String, Object> said = new HashMap<>(config.modules().getOrDefault(module, Map.of()));
        if (module.equals("access-log")) {
            said.putIfAbsent("file", defaultAccessLog(config.data()).toString());
        }
        return new ModuleSettings(module, said);
    }

    private static Path defaultAccessLog(Path data) {
        return data.resolve("access.log");
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(modules -> modules.forEach(Modules::close));
        loaded.clear();
    }

    private static void close(Loaded module) {
        if (module.module() instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception | LinkageError failed) {
                LOG.warn("the module {} could not be closed", module.module().name(), failed);
            }
        }
    }
}
