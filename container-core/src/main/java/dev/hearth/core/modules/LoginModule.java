package dev.hearth.core.modules;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import java.util.Set;

/**
 * The module {@code login}: who has not said who they are is kept out.
 *
 * <p>Whom a stub's session belongs to the container knows by itself, as it knows whom a certificate names. This module
 * decides about the others: they may look names up and log in, and nothing else, unless {@code required} is {@code false};
 * then they are let in as {@code anonymous}. Without {@code users} it registers no hook. See {@code docs/modules/login.md}.
 */
public final class LoginModule implements HookModule {

    /** What everybody may call, to get as far as a login. */
    private static final Set<String> DOOR = Set.of("registry", "login");

    @Override
    public String name() {
        return "login";
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        if (!config.has("users")) {
            return;
        }
        boolean required = config.getBoolean("required", true);
        hooks.authenticate(call -> answer(call, required)).order(Order.LAST);
    }

    private static Answer answer(AuthenticateCall call, boolean required) {
        boolean known = !call.principal().equals(Caller.ANONYMOUS);
        return known || !required || DOOR.contains(call.object())
                ? Answer.OK
                : Answer.deny("log in first: call login on the object 'login'");
    }
}
