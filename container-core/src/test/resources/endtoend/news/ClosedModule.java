package news;

import dev.hearth.api.hook.*;

/** Lets nobody read. */
public final class ClosedModule implements HookModule {
    @Override
    public String name() {
        return "closed";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        hooks.access(call -> call.object().startsWith("news") ? Answer.deny("closed today") : Answer.DECLINED);
    }
}
