package dev.hearth.core.pipeline;

import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.HandleHook;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.LogHook;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.api.hook.Server;
import dev.hearth.api.hook.ServerHook;
import dev.hearth.api.hook.TranslateCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hooks of all modules, phase by phase, in running order. Immutable once built. */
public final class HookTable {

    private static final Logger LOG = LoggerFactory.getLogger(HookTable.class);

    private final List<String> modules;
    private final List<Registration<?>> all = new ArrayList<>();
    private final List<Registration<ServerHook>> configure;
    private final List<Registration<ServerHook>> start;
    private final List<Registration<Hook<DeployedType>>> deploy;
    private final List<Registration<Hook<DeployedType>>> undeploy;
    final List<Registration<Hook<Connection>>> connect;
    final List<Registration<Hook<Call>>> receive;
    final List<Registration<Hook<TranslateCall>>> translate;
    final List<Registration<Hook<Call>>> access;
    final List<Registration<Hook<AuthenticateCall>>> authenticate;
    final List<Registration<Hook<IdentifiedCall>>> authorize;
    final List<Registration<Hook<FixupCall>>> fixup;
    final List<Registration<AroundHook>> around;
    final List<Registration<HandleHook>> handle;
    final List<Registration<Hook<ReplyCall>>> reply;
    final List<Registration<LogHook>> log;
    private final HookTable local;

    /** A hook as people see it. */
    public record Row(Phase phase, String module, String order, String why) {}

    /**
     * Puts the hooks of these modules in order.
     *
     * @throws HookOrderException if two modules have one name, a module wants to stand beside one that does not exist, or
     *     the constraints form a circle
     */
    public static HookTable of(Collection<ModuleHooks> modules) {
        Set<String> names = new TreeSet<>();
        for (ModuleHooks module : modules) {
            if (!names.add(module.name())) {
                throw new HookOrderException("two hook modules are named " + module.name() + ": rename or remove one");
            }
        }
        return new HookTable(modules, List.copyOf(names));
    }

    private HookTable(Collection<ModuleHooks> registered, List<String> names) {
        modules = names;
        configure = sorted(registered, module -> module.configure);
        start = sorted(registered, module -> module.start);
        sorted(registered, module -> module.stop); // to be shown; those that go are run by themselves
        deploy = sorted(registered, module -> module.deploy);
        undeploy = sorted(registered, module -> module.undeploy);
        connect = sorted(registered, module -> module.connect);
        receive = sorted(registered, module -> module.receive);
        translate = sorted(registered, module -> module.translate);
        access = sorted(registered, module -> module.access);
        authenticate = sorted(registered, module -> module.authenticate);
        authorize = sorted(registered, module -> module.authorize);
        fixup = sorted(registered, module -> module.fixup);
        around = sorted(registered, module -> module.around);
        handle = sorted(registered, module -> module.handle);
        reply = sorted(registered, module -> module.reply);
        log = sorted(registered, module -> module.log);
        local = new HookTable(this);
    }

    /** What of another table sees calls between hosted objects. */
    private HookTable(HookTable whole) {
        modules = whole.modules;
        configure = List.of();
        start = List.of();
        deploy = List.of();
        undeploy = List.of();
        connect = List.of();
        receive = local(whole.receive);
        translate = local(whole.translate);
        access = local(whole.access);
        authenticate = List.of();
        authorize = local(whole.authorize);
        fixup = local(whole.fixup);
        around = local(whole.around);
        handle = local(whole.handle);
        reply = local(whole.reply);
        log = local(whole.log);
        local = this;
    }

    private <H> List<Registration<H>> local(List<Registration<H>> hooks) {
        List<Registration<H>> seeing =
                hooks.stream().filter(Registration::seesLocalCalls).toList();
        all.addAll(seeing);
        return seeing;
    }

    /** The hooks of this table that see calls between hosted objects. */
    HookTable ofLocalCalls() {
        return local;
    }

    /** Whether no hook sees a call. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    private <H> List<Registration<H>> sorted(
            Collection<ModuleHooks> registered, Function<ModuleHooks, List<Registration<H>>> ofPhase) {
        List<Registration<H>> hooks = registered.stream()
                .flatMap(module -> ofPhase.apply(module).stream())
                .toList();
        for (Registration<H> hook : hooks) {
            for (String required : hook.required()) {
                if (!modules.contains(required)) {
                    throw new HookOrderException("the hook of " + hook + " wants to stand beside module " + required
                            + ", which is not there: deploy it, or use beforeIfPresent/afterIfPresent");
                }
            }
        }
        List<Registration<H>> sorted = List.copyOf(HookOrder.sort(hooks));
        all.addAll(sorted);
        return sorted;
    }

    /** The names of all modules, also of those that registered no hook. */
    public List<String> modules() {
        return modules;
    }

    /**
     * Runs the hooks of {@code configure} or {@code start} of some modules, in order.
     *
     * @param phase which of the two
     * @param of the names of the modules
     * @throws IllegalStateException if one fails, with its message
     */
    public void begin(Phase phase, Collection<String> of, Server server) {
        for (Registration<ServerHook> hook : phase == Phase.CONFIGURE ? configure : start) {
            if (of.contains(hook.module())) {
                try {
                    hook.hook().run(server);
                } catch (Exception | LinkageError failed) {
                    throw new IllegalStateException("the hook of " + hook + " failed: " + failed.getMessage(), failed);
                }
            }
        }
    }

    /** Runs the {@code stop} hooks of modules that go, in reverse order; what one throws is logged and stops no other. */
    public static void end(Collection<ModuleHooks> going, Server server) {
        List<Registration<ServerHook>> hooks = new ArrayList<>(HookOrder.sort(
                going.stream().flatMap(module -> module.stop.stream()).toList()));
        Collections.reverse(hooks);
        for (Registration<ServerHook> hook : hooks) {
            try {
                hook.hook().run(server);
            } catch (Exception | LinkageError failed) {
                LOG.error("the hook of {} failed", hook, failed);
            }
        }
    }

    /** Asks whether a type may be hosted; why not, if not. */
    public Optional<String> refusal(DeployedType type) {
        for (Registration<Hook<DeployedType>> hook : deploy) {
            try {
                Optional<String> denial = hook.hook().apply(type).denial();
                if (denial.isPresent()) {
                    return Optional.of("the module " + hook.module() + " refuses " + type.name() + ": " + denial.get());
                }
            } catch (Exception | LinkageError failed) {
                LOG.error("the hook of {} failed", hook, failed);
                return Optional.of("the module " + hook + " failed on " + type.name() + ": " + failed);
            }
        }
        return Optional.empty();
    }

    /** Tells that a type is not hosted any more. */
    public void gone(DeployedType type) {
        for (Registration<Hook<DeployedType>> hook : undeploy) {
            try {
                hook.hook().apply(type);
            } catch (Exception | LinkageError failed) {
                LOG.error("the hook of {} failed", hook, failed);
            }
        }
    }

    /** Whether a hook says who calls. */
    public boolean authenticates() {
        return !authenticate.isEmpty();
    }

    /** All hooks in running order. */
    public List<Row> rows() {
        return all.stream()
                .map(hook -> new Row(hook.phase(), hook.module(), hook.order().name(), hook.why()))
                .toList();
    }
}
