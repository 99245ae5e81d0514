package dev.hearth.core.modules;

import dev.hearth.api.Caller;
import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;
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
    public List<Setting> settings() {
        return List.of(
                Setting.of(
                        "users", Kind.TEXT, "", "the file of users, in the data folder; without it nobody can log in"),
                Setting.of("required", Kind.BOOLEAN, "true", "whether those who have not logged in are kept out"),
                Setting.of("idle", Kind.DURATION, "30m", "after what time without a call a session ends"),
                Setting.of("lifetime", Kind.DURATION, "12h", "how long a session lasts at most"),
                Setting.of("sessions", Kind.INTEGER, "10000", "how many sessions there may be"),
                Setting.of("sessions-per-user", Kind.INTEGER, "100", "how many of them one user may have"),
                Setting.of("survive", Kind.BOOLEAN, "false", "whether sessions are there again after a restart"),
                Setting.of(
                        "failures", Kind.INTEGER, "5", "how many logins of a user may fail before the next must wait"),
                Setting.of("longest-wait", Kind.DURATION, "1m", "how long that wait grows"),
                Setting.of("at-once", Kind.INTEGER, "16", "how many passwords are compared at the same time"));
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        if (!config.has("users")) {
            return;
        }
        boolean required = config.getBoolean("required", true);
        hooks.authenticate(call -> answer(call, required)).order(Order.LAST).alsoForNames();
    }

    private static Answer answer(AuthenticateCall call, boolean required) {
        boolean known = !call.principal().equals(Caller.ANONYMOUS);
        return known || !required || DOOR.contains(call.object())
                ? Answer.OK
                : Answer.deny("log in first: call login on the object 'login'");
    }
}
