package dev.hearth.core.modules;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.PerCall;
import dev.hearth.api.hook.RemoteMethod;
import dev.hearth.api.hook.Setting;
import dev.hearth.api.hook.Setting.Kind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The module {@code roles}: who may call what, by the roles that the caller has.
 *
 * <p>What the configuration requires goes before what annotations of the class say ({@link SecurityMarks}). Where neither
 * says anything the module does not answer, and a call that nobody answers for is refused: the phase fails closed. A name is
 * to be seen by those who may call at least one method of the object. Without settings it registers no hook. See {@code
 * docs/modules/roles.md}.
 */
public final class RolesModule implements HookModule {

    private static final String REQUIRE = "require";
    private static final String ANNOTATIONS = "annotations";

    /** What everybody needs to get as far as a login; what is in there is guarded by itself. */
    private static final Set<String> DOOR = Set.of("registry", "login");

    @Override
    public String name() {
        return "roles";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                Setting.of(
                                REQUIRE,
                                Kind.LIST,
                                "",
                                "roles of which a caller needs one; * for whoever is known, anonymous for everybody")
                        .inSections(),
                Setting.of(ANNOTATIONS, Kind.BOOLEAN, "true", "whether @RolesAllowed, @PermitAll and @DenyAll count")
                        .inSections());
    }

    @Override
    public void register(Hooks hooks, ModuleConfig config) {
        AtomicBoolean configured = new AtomicBoolean();
        PerCall<RoleRule> rules = config.perCall(said -> {
            if (said.has(REQUIRE) || said.has(ANNOTATIONS)) {
                configured.set(true);
            }
            return RoleRule.of(said.has(REQUIRE), said.getList(REQUIRE), said.getBoolean(ANNOTATIONS, true));
        });
        if (configured.get()) {
            hooks.authorize(call -> call.method().isEmpty() ? maySee(call, rules) : mayCall(call, rules));
        }
    }

    private static Answer mayCall(IdentifiedCall call, PerCall<RoleRule> rules) {
        return answer(verdict(call, call, rules), call);
    }

    /** The object as a whole, or any of its methods. */
    private static Answer maySee(IdentifiedCall call, PerCall<RoleRule> rules) {
        Verdict whole = verdict(call, call, rules);
        if (whole == Verdict.YES || call.type().isEmpty()) {
            return answer(whole, call);
        }
        for (RemoteMethod method : call.type().get().methods()) {
            if (verdict(call, new SupposedCall(call, method), rules) == Verdict.YES) {
                return Answer.OK;
            }
        }
        return answer(whole, call);
    }

    /** @param asked the call, or one that the caller could make */
    private static Verdict verdict(IdentifiedCall call, IdentifiedCall asked, PerCall<RoleRule> rules) {
        Verdict verdict = rules.of(asked).verdict(call.principal(), call.roles(), asked);
        return verdict == Verdict.SILENT && call.type().isEmpty() && DOOR.contains(call.object())
                ? Verdict.YES
                : verdict;
    }

    /** Names nothing that the caller has not named. */
    private static Answer answer(Verdict verdict, IdentifiedCall call) {
        return switch (verdict) {
            case YES -> Answer.OK;
            case NO -> Answer.deny(call.principal() + " may not do this");
            case SILENT -> Answer.DECLINED;
        };
    }
}
