package dev.hearth.core.modules.status;

import dev.hearth.api.Status;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;

/**
 * The module {@code status}: what the container is doing, as a page of the admin port, and as the object {@code status} where
 * {@code object: true} says so.
 *
 * <p>Its counts of calls begin when it is registered; it counts each call by one addition that no other waits for. See {@code
 * docs/modules/status.md}.
 */
public final class StatusModule implements HookModule {

    @Override
    public String name() {
        return "status";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.of("object", Kind.BOOLEAN, "false", "whether the object status is hosted"));
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        Facts facts = new Facts();
        hooks.configure(facts::of);
        hooks.log(facts::count).order(Order.LAST).outsideOnly();
        hooks.page("Status", query -> StatusPage.of(facts));
        if (config.getBoolean("object", false)) {
            hooks.object("status", Status.class, facts);
        }
    }
}
