package dev.hearth.core.modules;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.PerCall;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The module {@code run-as}: as whom hosted objects call others.
 *
 * <p>Without it a call between objects is made as the principal whose call began the chain. The principal that a section names is
 * that of the calls that the section's objects make, and of those below them; it is not asked for a password. Without settings it
 * registers no hook. See {@code docs/modules/run-as.md}.
 */
public final class RunAsModule implements HookModule {

    private static final String PRINCIPAL = "principal";

    @Override
    public String name() {
        return "run-as";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.of(PRINCIPAL, Kind.TEXT, "", "as whom the objects call others; empty: as their caller")
                .inSections());
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        AtomicBoolean used = new AtomicBoolean();
        PerCall<String> principals = config.perCall(settings -> {
            String principal = settings.getString(PRINCIPAL, "");
            if (!principal.isEmpty()) {
                used.set(true);
            }
            return principal;
        });
        if (!used.get()) {
            return;
        }
        hooks.fixup(call -> {
                    String principal = principals.of(call);
                    if (principal.isEmpty()) {
                        return Answer.DECLINED;
                    }
                    call.runAs(principal);
                    return Answer.OK;
                })
                .order(Order.LAST);
    }
}
