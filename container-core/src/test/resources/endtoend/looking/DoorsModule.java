package looking;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Handled;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;

/** Refuses each call in the phase that the key of its object names. */
public final class DoorsModule implements HookModule {

    @Override
    public String name() {
        return "doors";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        hooks.access(call -> at("access", call.object()));
        hooks.authenticate(call -> at("authenticate", call.object()));
        hooks.authorize(call -> {
            if (call.method().isEmpty()) {
                return Answer.OK; // the name may be looked up
            }
            boolean others = call.object().endsWith("/boss") || call.object().endsWith("/nobody");
            return others ? Answer.DECLINED : at("authorize", call.object());
        });
        hooks.fixup(call -> {
            if (call.object().endsWith("/broken")) {
                throw new IllegalStateException("the door is broken");
            }
            return at("fixup", call.object());
        });
        hooks.activate(life -> at("activate", life.object()));
        hooks.handle(call -> {
            if (!call.object().equals("accounts/handle")) {
                return Handled.DECLINED;
            }
            return call.method().equals("balance") ? Handled.result(77L) : Handled.deny("no way through handle");
        });
        hooks.reply(call -> at("reply", call.object()));
    }

    private static Answer at(String phase, String object) {
        return object.equals("accounts/" + phase) ? Answer.deny("no way through " + phase) : Answer.OK;
    }
}
