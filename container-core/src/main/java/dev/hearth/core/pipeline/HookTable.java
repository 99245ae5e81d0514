package dev.hearth.core.pipeline;

import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.HandleHook;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.LogHook;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.Place;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.api.hook.TranslateCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The hooks of all modules, phase by phase, in running order. Immutable once built. */
public final class HookTable {

    private final List<String> modules;
    private final List<Registration<?>> all = new ArrayList<>();
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

    /** A hook as people see it. */
    public record Row(Phase phase, String module, String order, String why) {}

    /**
     * Lets the modules register and puts their hooks in order.
     *
     * @throws HookOrderException if two modules have one name, a module wants to stand beside one that does not exist, or
     *     the constraints form a circle
     * @throws IllegalArgumentException if a module finds a setting wrong
     */
    public static HookTable of(List<HookModule> modules, Function<String, ModuleConfig> settings) {
        Collector collector = new Collector();
        Set<String> names = new TreeSet<>();
        for (HookModule module : modules) {
            if (!names.add(module.name())) {
                throw new HookOrderException("two hook modules are named " + module.name() + ": rename or remove one");
            }
            collector.module = module.name();
            module.register(collector, settings.apply(module.name()));
        }
        return new HookTable(collector, names);
    }

    private HookTable(Collector collected, Set<String> names) {
        modules = List.copyOf(names);
        connect = sorted(collected.connect);
        receive = sorted(collected.receive);
        translate = sorted(collected.translate);
        access = sorted(collected.access);
        authenticate = sorted(collected.authenticate);
        authorize = sorted(collected.authorize);
        fixup = sorted(collected.fixup);
        around = sorted(collected.around);
        handle = sorted(collected.handle);
        reply = sorted(collected.reply);
        log = sorted(collected.log);
    }

    private <H> List<Registration<H>> sorted(List<Registration<H>> hooks) {
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

    /** All hooks in running order. */
    public List<Row> rows() {
        return all.stream()
                .map(hook -> new Row(hook.phase(), hook.module(), hook.order().name(), hook.why()))
                .toList();
    }

    /** Takes what one module after the other registers. */
    private static final class Collector implements Hooks {
        private String module = "";
        private int sequence;
        private final List<Registration<Hook<Connection>>> connect = new ArrayList<>();
        private final List<Registration<Hook<Call>>> receive = new ArrayList<>();
        private final List<Registration<Hook<TranslateCall>>> translate = new ArrayList<>();
        private final List<Registration<Hook<Call>>> access = new ArrayList<>();
        private final List<Registration<Hook<AuthenticateCall>>> authenticate = new ArrayList<>();
        private final List<Registration<Hook<IdentifiedCall>>> authorize = new ArrayList<>();
        private final List<Registration<Hook<FixupCall>>> fixup = new ArrayList<>();
        private final List<Registration<AroundHook>> around = new ArrayList<>();
        private final List<Registration<HandleHook>> handle = new ArrayList<>();
        private final List<Registration<Hook<ReplyCall>>> reply = new ArrayList<>();
        private final List<Registration<LogHook>> log = new ArrayList<>();

        private <H> Place add(Phase phase, List<Registration<H>> hooks, H hook) {
            Registration<H> registration = new Registration<>(phase, module, sequence++, hook);
            hooks.add(registration);
            return registration;
        }

        @Override
        public Place connect(Hook<Connection> hook) {
            return add(Phase.CONNECT, connect, hook);
        }

        @Override
        public Place receive(Hook<Call> hook) {
            return add(Phase.RECEIVE, receive, hook);
        }

        @Override
        public Place translate(Hook<TranslateCall> hook) {
            return add(Phase.TRANSLATE, translate, hook);
        }

        @Override
        public Place access(Hook<Call> hook) {
            return add(Phase.ACCESS, access, hook);
        }

        @Override
        public Place authenticate(Hook<AuthenticateCall> hook) {
            return add(Phase.AUTHENTICATE, authenticate, hook);
        }

        @Override
        public Place authorize(Hook<IdentifiedCall> hook) {
            return add(Phase.AUTHORIZE, authorize, hook);
        }

        @Override
        public Place fixup(Hook<FixupCall> hook) {
            return add(Phase.FIXUP, fixup, hook);
        }

        @Override
        public Place around(AroundHook hook) {
            return add(Phase.AROUND, around, hook);
        }

        @Override
        public Place handle(HandleHook hook) {
            return add(Phase.HANDLE, handle, hook);
        }

        @Override
        public Place reply(Hook<ReplyCall> hook) {
            return add(Phase.REPLY, reply, hook);
        }

        @Override
        public Place log(LogHook hook) {
            return add(Phase.LOG, log, hook);
        }
    }
}
