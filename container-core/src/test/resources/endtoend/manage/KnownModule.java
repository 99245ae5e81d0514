package manage;

import dev.hearth.api.hook.*;

/** Knows everybody, and lets nobody invoke operations whose object's name is forbidden. */
public final class KnownModule implements HookModule {
    @Override
    public String name() {
        return "known";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        hooks.authenticate(call -> {
            call.principal("operator");
            return Answer.OK;
        });
        hooks.authorize(call -> call.object().startsWith("jmxrmi") && call.method().equals("removeNotificationListener")
                ? Answer.deny("not this one")
                : Answer.OK);
    }
}
