package dev.hearth.samples.tour;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Handled;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.InvocationCall;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.ReplyCall;

public final class InsideModule implements HookModule {

    @Override
    public String name() {
        return "inside";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        hooks.around(InsideModule::renamed);
        hooks.handle(InsideModule::answer);
        hooks.reply(InsideModule::mask);
    }

    /** The thread bears the object's name while the method runs; what is returned is closed after it, whatever happens. */
    private static AutoCloseable renamed(InvocationCall call) {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(call.object() + "." + call.method());
        return () -> thread.setName(before);
    }

    /** Whoever is nobody is answered here; the object is not asked. */
    private static Handled answer(InvocationCall call) {
        if (!call.method().equals("greet")) {
            return Handled.DECLINED; // the object itself comes last
        }
        Object name = call.arguments().get(0);
        return "nobody".equals(name) ? Handled.result("") : Handled.DECLINED;
    }

    /** What was not declared may tell too much. */
    private static Answer mask(ReplyCall call) {
        if (call.outcome().error() instanceof NullPointerException) {
            call.exception(new IllegalArgumentException("what was sent makes no sense"));
        }
        return Answer.OK;
    }
}
