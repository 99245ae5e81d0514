package gate;

import dev.hearth.api.hook.*;

/** Denies and fails as the names of the objects say. */
public final class GateModule implements HookModule {
    @Override
    public String name() {
        return "gate";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        hooks.access(call -> answer(call, "access"));
        hooks.authenticate(call -> {
            Answer answer = answer(call, "authenticate");
            if (answer == Answer.OK) {
                call.principal("guest");
            }
            return answer;
        });
        hooks.authorize(call -> {
            if (call.object().equals("trouble/hidden")) {
                return Answer.deny("nobody sees it");
            }
            return call.method().isEmpty() ? Answer.OK : answer(call, "authorize");
        });
        hooks.fixup(call -> answer(call, "fixup"));
    }

    private static Answer answer(Call call, String phase) {
        if (call.object().equals("trouble/denied-in-" + phase)) {
            return Answer.deny("no entry by " + phase);
        }
        if (call.object().equals("trouble/broken-in-" + phase)) {
            throw new IllegalStateException("secret of the hook");
        }
        return Answer.OK;
    }
}
