package dev.hearth.samples.tour;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;

public final class ClosedModule implements HookModule {

    @Override
    public String name() {
        return "closed";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        hooks.access(call -> call.object().startsWith("accounts/") ? Answer.deny("we are closed") : Answer.OK);
    }
}
