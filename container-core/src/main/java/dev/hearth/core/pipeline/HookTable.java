package dev.hearth.core.pipeline;

import static java.util.stream.Collectors.toList;

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
import dev.hearth.api.hook.ObjectLife;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.api.hook.ServerHook;
import dev.hearth.api.hook.TranslateCall;
import dev.hearth.core.config.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The hooks of all modules, phase by phase, in running order. Immutable once built.
 *
 * <p>A call keeps the table that it met when it came. Who runs hooks of a table outside of a call holds it meanwhile ({@link
 * CallProcessor#holdHooks}), so that its modules are not closed under their feet.
 */
public final class HookTable {

    private final List<String> modules;
    private final Set<ModuleHooks> parts;
    private final long newest;
    private final List<Registration<?>> all = new ArrayList<>();
    final List<Registration<Hook<Connection>>> connect;
    final List<Registration<Hook<Call>>> receive;
    final List<Registration<Hook<TranslateCall>>> translate;
    final List<Registration<Hook<Call>>> access;
    final List<Registration<Hook<AuthenticateCall>>> authenticate;

    /** Those of {@link #authenticate} that are asked about names too. */
    final List<Registration<Hook<AuthenticateCall>>> authenticateNames;

    final List<Registration<Hook<IdentifiedCall>>> authorize;
    final List<Registration<Hook<FixupCall>>> fixup;
    final List<Registration<AroundHook>> around;
    final List<Registration<HandleHook>> handle;
    final List<Registration<Hook<ReplyCall>>> reply;
    final List<Registration<LogHook>> log;
    final List<Registration<Hook<Connection>>> disconnect;
    final List<Registration<Hook<ObjectLife>>> activate;
    final List<Registration<Hook<ObjectLife>>> passivate;
    final List<Registration<Hook<DeployedType>>> deploy;
    final List<Registration<Hook<DeployedType>>> undeploy;
    final List<Registration<ServerHook>> configure;
    final List<Registration<ServerHook>> start;
    final List<Registration<ServerHook>> stop;
    private final boolean timed;
    private final HookTable whole;
    private final HookTable local;
    private final HookTable forwarded;

    /** Of the whole table: who runs its hooks outside of calls, or after a call's end. */
    private final AtomicInteger holders = new AtomicInteger();

    /** A hook as people see it. */
    public record Row(Phase phase, String module, String order, String why) {}

    /**
     * Puts the hooks of these modules in order.
     *
     * @throws HookOrderException if two modules have one name, a module wants to stand beside one that does not exist, or
     *     the constraints form a circle
     */
    public static HookTable of(Collection<ModuleHooks> modules) {
        SortedMap<String, ModuleHooks> named = new TreeMap<>();
        for (ModuleHooks module : modules) {
            ModuleHooks other = named.putIfAbsent(module.name(), module);
            if (other != null) {
                throw new HookOrderException(
                        "two hook modules are named " + module.name() + ": " + other.origin() + ", and "
                                + module.origin() + "; rename or remove one",
                        Set.of(module.name()));
            }
        }
        return new HookTable(modules, List.copyOf(named.keySet()));
    }

    private HookTable(Collection<ModuleHooks> registered, List<String> names) {
        modules = names;
        parts = Set.copyOf(registered);
        connect = sorted(registered, module -> module.connect);
        receive = sorted(registered, module -> module.receive);
        translate = sorted(registered, module -> module.translate);
        access = sorted(registered, module -> module.access);
        authenticate = sorted(registered, module -> module.authenticate);
        authenticateNames =
                authenticate.stream().filter(Registration::isAlsoForNames).toList();
        authorize = sorted(registered, module -> module.authorize);
        fixup = sorted(registered, module -> module.fixup);
        around = sorted(registered, module -> module.around);
        handle = sorted(registered, module -> module.handle);
        reply = sorted(registered, module -> module.reply);
        log = sorted(registered, module -> module.log);
        disconnect = sorted(registered, module -> module.disconnect);
        activate = sorted(registered, module -> module.activate);
        passivate = sorted(registered, module -> module.passivate);
        deploy = sorted(registered, module -> module.deploy);
        undeploy = sorted(registered, module -> module.undeploy);
        configure = sorted(registered, module -> module.configure);
        start = sorted(registered, module -> module.start);
        stop = sorted(registered, module -> module.stop);
        newest = registered.stream()
                .filter(module -> !module.connect.isEmpty() || !module.disconnect.isEmpty())
                .mapToLong(ModuleHooks::number)
                .max()
                .orElse(0);
        timed = log.stream().anyMatch(Registration::isTimed);
        whole = this;
        local = new HookTable(this, true, true);
        forwarded = new HookTable(this, false, false);
    }

    /**
     * What of another table some calls see.
     *
     * @param inside whether they are calls between hosted objects
     * @param received whether they pass the phases before admission
     */
    private HookTable(HookTable table, boolean inside, boolean received) {
        modules = table.modules;
        parts = table.parts;
        newest = table.newest;
        connect = List.of();
        receive = received ? seeing(table.receive, inside) : List.of();
        translate = received ? seeing(table.translate, inside) : List.of();
        access = seeing(table.access, inside);
        authenticate = List.of();
        authenticateNames = List.of();
        authorize = seeing(table.authorize, inside);
        fixup = seeing(table.fixup, inside);
        around = seeing(table.around, inside);
        handle = seeing(table.handle, inside);
        reply = seeing(table.reply, inside);
        log = seeing(table.log, inside);
        disconnect = List.of();
        activate = table.activate;
        passivate = table.passivate;
        deploy = List.of();
        undeploy = List.of();
        configure = List.of();
        start = List.of();
        stop = List.of();
        timed = log.stream().anyMatch(Registration::isTimed);
        whole = table.whole;
        local = inside && received ? this : table.local;
        forwarded = received ? new HookTable(this, inside, false) : this;
    }

    private <H> List<Registration<H>> seeing(List<Registration<H>> hooks, boolean inside) {
        List<Registration<H>> seeing =
                hooks.stream().filter(hook -> !inside || hook.seesLocalCalls()).toList();
        all.addAll(seeing);
        return seeing;
    }

    /** The hooks of this table that see calls between hosted objects. */
    HookTable ofLocalCalls() {
        return local;
    }

    /** The hooks of this table that see a call which another object's hook has forwarded. */
    HookTable ofForwardedCalls() {
        return forwarded;
    }

    /** The table of all hooks that this one is a part of. */
    HookTable whole() {
        return whole;
    }

    /** Whether no hook sees a call. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether one of its {@code log} hooks will ask where a call's time went. */
    boolean timed() {
        return timed;
    }

    private <H> List<Registration<H>> sorted(
            Collection<ModuleHooks> registered, Function<ModuleHooks, List<Registration<H>>> ofPhase) {
        List<Registration<H>> hooks = registered.stream()
                .flatMap(module -> ofPhase.apply(module).stream())
                .toList();
        for (Registration<H> hook : hooks) {
            for (String required : hook.required()) {
                if (!modules.contains(required)) {
                    throw new HookOrderException(
                            "the hook of " + hook + " wants to stand beside module " + required
                                    + ", which is not there; the nearest is "
                                    + Nearest.to(required, others(hook)).orElse("none")
                                    + ": deploy it, or use beforeIfPresent/afterIfPresent",
                            Set.of(hook.module()));
                }
            }
        }
        List<Registration<H>> sorted = List.copyOf(HookOrder.sort(hooks));
        all.addAll(sorted);
        return sorted;
    }

    private List<String> others(Registration<?> hook) {
        return modules.stream().filter(name -> !name.equals(hook.module())).toList();
    }

    /** The names of all modules, also of those that registered no hook. */
    public List<String> modules() {
        return modules;
    }

    /** What all modules have registered. */
    public Set<ModuleHooks> parts() {
        return parts;
    }

    /** The highest number of a module that wants to know of connections; 0 if none does. */
    long newest() {
        return newest;
    }

    /** All hooks as they run, phase by phase. */
    public List<Row> rows() {
        Map<Phase, List<Registration<?>>> phases =
                all.stream().collect(Collectors.groupingBy(Registration::phase, LinkedHashMap::new, toList()));
        List<Row> rows = new ArrayList<>(all.size());
        phases.forEach((phase, hooks) -> {
            List<Registration<?>> running = new ArrayList<>(hooks);
            if (phase.reversed()) {
                Collections.reverse(running);
            }
            running.forEach(
                    hook -> rows.add(new Row(phase, hook.module(), hook.order().name(), hook.why(hooks))));
        });
        return rows;
    }

    // who uses it outside of calls

    void hold() {
        whole.holders.incrementAndGet();
    }

    /** Ends what {@link #hold} has begun. */
    public void release() {
        whole.holders.decrementAndGet();
    }

    boolean held() {
        return whole.holders.get() > 0;
    }
}
