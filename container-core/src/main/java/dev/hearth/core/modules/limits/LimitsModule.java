package dev.hearth.core.modules.limits;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The module {@code limits}: how many calls per second, and how many at the same time, from an address, by a principal, to an
 * object, and in all.
 *
 * <p>A call is counted in {@code access}, before anything of it is read, and once more in {@code fixup}, where it is known who
 * calls. It is not counted in {@code authorize}: a hook there takes part in the decision whether the caller may at all. Calls
 * between hosted objects are not counted. Without settings it registers no hook. See {@code docs/modules/limits.md}.
 */
public final class LimitsModule implements HookModule {

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        Limits limits = Limits.of(config);
        if (limits.isEmpty()) {
            return;
        }
        Admission admission = new Admission(call -> limits, new AtomicInteger());
        hooks.configure(server -> admission.clock(server.clock()));
        hooks.access(admission::beforeCaller).order(Order.FIRST).outsideOnly();
        hooks.fixup(admission::ofCaller).order(Order.FIRST).outsideOnly();
        hooks.log(admission::over).order(Order.FIRST).outsideOnly();
    }
}
