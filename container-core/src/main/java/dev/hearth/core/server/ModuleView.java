package dev.hearth.core.server;

import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Setting;
import dev.hearth.core.admin.Administration.ModuleRow;
import dev.hearth.core.admin.Administration.PageRow;
import dev.hearth.core.admin.Administration.SettingRow;
import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.pipeline.CallProcessor;
import dev.hearth.core.pipeline.HookTable;
import dev.hearth.core.pipeline.ModuleCode;
import dev.hearth.core.pipeline.ModuleHooks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The modules as people see them. Thread-safe. */
final class ModuleView {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleView.class);

    private final Modules modules;
    private final CallProcessor processor;
    private final Duration longest;

    /** @param longest how long a page may take */
    ModuleView(Modules modules, CallProcessor processor, Duration longest) {
        this.longest = longest;
        this.modules = modules;
        this.processor = processor;
    }

    List<ModuleRow> rows() {
        List<HookTable.Row> hooks = processor.hooks().rows();
        return modules.all().stream()
                .map(module -> row(module, hooks))
                .sorted(Comparator.comparing(ModuleRow::name))
                .toList();
    }

    private static ModuleRow row(LoadedModule module, List<HookTable.Row> hooks) {
        int count = (int) hooks.stream()
                .filter(hook -> hook.module().equals(module.name()))
                .count();
        Optional<String> from =
                module.deployment().equals(Modules.BUILT_IN) ? Optional.empty() : Optional.of(module.deployment());
        return new ModuleRow(module.name(), from, count, module.settings().values());
    }

    List<SettingRow> settings(String name) throws RefusedException {
        LoadedModule module = modules.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "there is no module '" + name + "'; 'hearth modules' lists those that are"));
        ModuleSettings settings = module.settings();
        List<Setting> declared = module.module().settings();
        List<SettingRow> rows = new ArrayList<>();
        declared.forEach(each -> rows.add(row(each, settings)));
        if (declared.isEmpty()) {
            settings.values()
                    .forEach((key, value) -> rows.add(new SettingRow(key, "", "", value, false, Map.of(), "")));
        }
        return rows;
    }

    private static SettingRow row(Setting setting, ModuleSettings settings) {
        Map<String, Object> sections = new LinkedHashMap<>();
        for (SectionMatch section : settings.sections()) {
            Map<String, Object> said = section.of(settings.module());
            Object value = said == null ? null : said.get(setting.name());
            if (value != null) {
                sections.put(section.described(), value);
            }
        }
        return new SettingRow(
                setting.name(),
                setting.kind().name().toLowerCase(Locale.ROOT),
                setting.otherwise(),
                settings.values().get(setting.name()),
                setting.perSection(),
                sections,
                setting.help());
    }

    List<PageRow> pages() {
        return modules.all().stream()
                .map(LoadedModule::hooks)
                .flatMap(hooks -> hooks.page().map(page -> new PageRow(hooks.name(), page.title())).stream())
                .sorted(Comparator.comparing(PageRow::module))
                .toList();
    }

    /** Holds the hooks meanwhile, so that the module is not closed under its page. */
    Optional<Page.Content> page(String module, Map<String, String> query) throws IOException, RefusedException {
        HookTable table = processor.holdHooks();
        try {
            for (ModuleHooks hooks : table.parts()) {
                if (hooks.name().equals(module) && hooks.page().isPresent()) {
                    return Optional.of(show(module, hooks.page().get().page(), query));
                }
            }
            return Optional.empty();
        } finally {
            table.release();
        }
    }

    /** A page that does not return holds its reader no longer than other parts of a module would. */
    private Page.Content show(String module, Page page, Map<String, String> query)
            throws IOException, RefusedException {
        Page.Content shown;
        try {
            shown = ModuleCode.run(module, "page", longest, () -> page.show(query));
        } catch (TimeoutException late) {
            throw new RefusedException("the module " + module + " " + late.getMessage());
        } catch (ExecutionException thrown) { // a page may throw anything, and its reader is to hear of it
            Throwable failed = thrown.getCause() == null ? thrown : thrown.getCause();
            if (failed instanceof IllegalArgumentException senseless) {
                throw new IOException(String.valueOf(senseless.getMessage()), senseless);
            }
            LOG.error("the page of the module {} failed", module, failed);
            throw new RefusedException("the page of the module " + module + " failed; the server's log says why");
        }
        if (shown == null) { // modules are compiled without a look at what may be null
            throw new RefusedException("the module " + module + " showed null in place of its page");
        }
        return shown;
    }
}
