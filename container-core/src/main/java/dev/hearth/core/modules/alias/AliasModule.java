package dev.hearth.core.modules.alias;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import dev.hearth.api.hook.TranslateCall;
import dev.hearth.core.modules.alias.AliasRules.Other;
import dev.hearth.core.modules.alias.AliasRules.Refused;
import java.util.List;

/**
 * The module {@code alias}: other names for objects, names that have moved, names that are gone.
 *
 * <p>A call of an object by its name, or by a stub of one, is led elsewhere in {@code translate}. A client that looks a name
 * up calls the registry with the name as the argument, so that is replaced in {@code fixup}: the stub that the client gets is
 * the other object's own. Without settings it registers no hook. See {@code docs/modules/alias.md}.
 */
public final class AliasModule implements HookModule {

    private static final String REGISTRY = "registry";
    private static final String LOOKUP = "lookup";

    @Override
    public String name() {
        return "alias";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of("rewrite", Kind.LIST, "", "rules OLD -> NEW; * within a part, ** over parts"),
                Setting.of("moved", Kind.LIST, "", "rules OLD -> NEW; the caller is told the new name"),
                Setting.of("follow-moved", Kind.BOOLEAN, "false", "whether names that have moved lead to the new ones"),
                Setting.of("gone", Kind.LIST, "", "names that are refused as gone"));
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        AliasRules rules = AliasRules.of(config);
        if (!rules.isEmpty()) {
            hooks.translate(call -> translate(call, rules)).order(Order.FIRST);
            hooks.fixup(call -> lookup(call, rules)).order(Order.FIRST).outsideOnly();
        }
    }

    private static Answer translate(TranslateCall call, AliasRules rules) {
        AliasRules.Way way = rules.from(call.object());
        if (way instanceof Refused refused) {
            return Answer.deny(refused.reason());
        }
        if (way instanceof Other other) {
            call.translateTo(other.name());
            return Answer.OK;
        }
        return Answer.DECLINED;
    }

    private static Answer lookup(FixupCall call, AliasRules rules) {
        if (!call.object().equals(REGISTRY)
                || !call.method().equals(LOOKUP)
                || !(call.arguments().get(0) instanceof String name)) {
            return Answer.DECLINED;
        }
        AliasRules.Way way = rules.from(name);
        if (way instanceof Refused refused) {
            return Answer.deny(refused.reason());
        }
        if (way instanceof Other other) {
            call.argument(0, other.name());
        }
        return Answer.OK;
    }
}
