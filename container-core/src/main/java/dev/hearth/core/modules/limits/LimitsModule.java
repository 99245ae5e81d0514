package dev.hearth.core.modules.limits;

import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.PerCall;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.ArrayList;
import java.util.List;
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
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            String whose = scope == Scope.ALL ? "" : " of one " + scope.suffix().substring("-per-".length());
            settings.add(Setting.of(
                            Limits.CALLS + scope.suffix(),
                            Kind.INTEGER,
                            "0",
                            "calls per second" + whose + "; 0: any number")
                    .inSections());
            settings.add(Setting.of(
                            Limits.IN_PROGRESS + scope.suffix(),
                            Kind.INTEGER,
                            "0",
                            "calls at the same time" + whose + "; 0: any number")
                    .inSections());
        }
        settings.add(Setting.of("burst", Kind.DURATION, "1s", "how many seconds' calls may come at once after a pause")
                .inSections());
        settings.add(
                Setting.of("keys", Kind.INTEGER, "10000", "how many addresses, objects, principals are counted apart")
                        .inSections());
        return List.copyOf(settings);
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        AtomicInteger sets = new AtomicInteger();
        AtomicInteger limiting = new AtomicInteger();
        PerCall<Limits> limits = config.perCall(settings -> {
            Limits read = Limits.of(settings);
            sets.incrementAndGet();
            limiting.addAndGet(read.isEmpty() ? 0 : 1);
            return read;
        });
        if (limiting.get() == 0) {
            return; // neither the module's own settings nor those of a section limit anything
        }
        Admission admission = new Admission(limits::of, sets);
        hooks.configure(server -> admission.clock(server.clock()));
        hooks.access(admission::beforeCaller).order(Order.FIRST).outsideOnly();
        hooks.fixup(admission::ofCaller).order(Order.FIRST).outsideOnly();
        hooks.log(admission::over).order(Order.FIRST).outsideOnly();
    }
}
