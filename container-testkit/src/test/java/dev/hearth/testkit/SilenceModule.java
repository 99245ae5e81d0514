package dev.hearth.testkit;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;

/** Refuses what stands in its setting. */
public final class SilenceModule implements HookModule {

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        String unheard = config.getString("object", "");
        hooks.access(call -> call.object().equals(unheard) ? Answer.deny("silence") : Answer.OK);
    }
}
