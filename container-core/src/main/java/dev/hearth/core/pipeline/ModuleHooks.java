package dev.hearth.core.pipeline;

import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.HandleHook;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.HookModule;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.LogHook;
import dev.hearth.api.hook.ModuleConfig;
import dev.hearth.api.hook.ObjectLife;
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Place;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.api.hook.ServerHook;
import dev.hearth.api.hook.TranslateCall;
import dev.hearth.core.call.CodeOrigin;
import dev.hearth.core.call.ObjectName;
import dev.hearth.core.call.Thrown;
import java.rmi.Remote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one module has registered. Not changed any more once the module's {@code register} has returned. */
public final class ModuleHooks implements Hooks {

    /** The first is 2: 1 marks connections that no module has asked to see. */
    private static final AtomicLong NUMBERS = new AtomicLong(1);

    private final String name;
    private final Class<?> module;
    private final long number = NUMBERS.incrementAndGet();
    private int sequence;
    private volatile boolean complete;
    private @Nullable TitledPage page;
    private final List<OwnObject> objects = new ArrayList<>();
    final List<Registration<Hook<Connection>>> connect = new ArrayList<>();
    final List<Registration<Hook<Call>>> receive = new ArrayList<>();
    final List<Registration<Hook<TranslateCall>>> translate = new ArrayList<>();
    final List<Registration<Hook<Call>>> access = new ArrayList<>();
    final List<Registration<Hook<AuthenticateCall>>> authenticate = new ArrayList<>();
    final List<Registration<Hook<IdentifiedCall>>> authorize = new ArrayList<>();
    final List<Registration<Hook<FixupCall>>> fixup = new ArrayList<>();
    final List<Registration<AroundHook>> around = new ArrayList<>();
    final List<Registration<HandleHook>> handle = new ArrayList<>();
    final List<Registration<Hook<ReplyCall>>> reply = new ArrayList<>();
    final List<Registration<LogHook>> log = new ArrayList<>();
    final List<Registration<Hook<Connection>>> disconnect = new ArrayList<>();
    final List<Registration<Hook<ObjectLife>>> activate = new ArrayList<>();
    final List<Registration<Hook<ObjectLife>>> passivate = new ArrayList<>();
    final List<Registration<Hook<DeployedType>>> deploy = new ArrayList<>();
    final List<Registration<Hook<DeployedType>>> undeploy = new ArrayList<>();
    final List<Registration<ServerHook>> configure = new ArrayList<>();
    final List<Registration<ServerHook>> start = new ArrayList<>();
    final List<Registration<ServerHook>> stop = new ArrayList<>();

    /** A page with its title. */
    public record TitledPage(String title, Page page) {}

    /** An object that a module hosts itself. */
    public record OwnObject(String name, Class<? extends Remote> type, Remote servant) {}

    private ModuleHooks(String name, Class<?> module) {
        this.name = name;
        this.module = module;
    }

    /**
     * Lets a module register; once in its life.
     *
     * @throws IllegalArgumentException if it finds a setting wrong
     */
    public static ModuleHooks of(HookModule module, ModuleConfig config) {
        ModuleHooks hooks = new ModuleHooks(module.name(), module.getClass());
        module.register(hooks, config);
        hooks.complete = true;
        return hooks;
    }

    /** The module's name. */
    public String name() {
        return name;
    }

    /** The module's class, and the JAR that brings it. */
    String origin() {
        return CodeOrigin.told(module);
    }

    /** What loaded the module; it sees all that its hooks and objects are made of. */
    public ClassLoader loader() {
        return module.getClassLoader();
    }

    /** The modules that its hooks want to stand beside, and can't do without; sorted. */
    public SortedSet<String> required() {
        return Stream.of(
                        connect,
                        receive,
                        translate,
                        access,
                        authenticate,
                        authorize,
                        fixup,
                        around,
                        handle,
                        reply,
                        log,
                        disconnect,
                        activate,
                        passivate,
                        deploy,
                        undeploy,
                        configure,
                        start,
                        stop)
                .flatMap(List::stream)
                .flatMap(hook -> hook.required().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What one of its hooks threw, in words for who put the module there. */
    String told(Throwable thrown) {
        return Thrown.missingClass(thrown, module.getClassLoader(), module.getName())
                .orElseGet(() -> thrown.getMessage() == null ? thrown.toString() : thrown.getMessage());
    }

    /** Higher than that of every module which registered before. */
    long number() {
        return number;
    }

    /** What it shows on the admin port. */
    public Optional<TitledPage> page() {
        return Optional.ofNullable(page);
    }

    /** What it hosts itself. */
    public List<OwnObject> objects() {
        return List.copyOf(objects);
    }

    /**
     * A hook that came later would run when other modules change, and nobody would know why.
     *
     * @throws IllegalStateException if the module has registered
     */
    void requireRegistering() {
        if (complete) {
            throw new IllegalStateException("the module " + name
                    + " has registered: hooks, their places, pages and objects belong" + " into its register method");
        }
    }

    private <H> Place add(Phase phase, List<Registration<H>> hooks, @Nullable H hook) {
        requireRegistering();
        if (hook == null) {
            throw new IllegalArgumentException("the module " + name + " registers null in " + phase.lowerCase()
                    + ": leave it out, or give a hook");
        }
        Registration<H> registration = new Registration<>(phase, this, sequence++, hook);
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

    @Override
    public Place disconnect(Hook<Connection> hook) {
        return add(Phase.DISCONNECT, disconnect, hook);
    }

    @Override
    public Place activate(Hook<ObjectLife> hook) {
        return add(Phase.ACTIVATE, activate, hook);
    }

    @Override
    public Place passivate(Hook<ObjectLife> hook) {
        return add(Phase.PASSIVATE, passivate, hook);
    }

    @Override
    public Place deploy(Hook<DeployedType> hook) {
        return add(Phase.DEPLOY, deploy, hook);
    }

    @Override
    public Place undeploy(Hook<DeployedType> hook) {
        return add(Phase.UNDEPLOY, undeploy, hook);
    }

    @Override
    public Place configure(ServerHook hook) {
        return add(Phase.CONFIGURE, configure, hook);
    }

    @Override
    public Place start(ServerHook hook) {
        return add(Phase.START, start, hook);
    }

    @Override
    public Place stop(ServerHook hook) {
        return add(Phase.STOP, stop, hook);
    }

    @Override
    public void page(String title, Page shown) {
        requireRegistering();
        requireGiven("page", title, shown);
        if (page != null) {
            throw new IllegalStateException("the module " + name + " has a page already");
        }
        page = new TitledPage(title, shown);
    }

    /** Modules are compiled without a look at what may be null. */
    private void requireGiven(String what, @Nullable Object... values) {
        if (Arrays.asList(values).contains(null)) {
            throw new IllegalArgumentException("the module " + name + " registers null as its " + what
                    + " or a part of it: leave it out, or give all of it");
        }
    }

    @Override
    public <T extends Remote> void object(String objectName, Class<T> type, T servant) {
        requireRegistering();
        requireGiven("object", objectName, type, servant);
        ObjectName.problem(objectName).ifPresent(problem -> {
            throw new IllegalArgumentException(
                    "the module " + name + " hosts an object whose name '" + objectName + "' " + problem);
        });
        if (!type.isInterface() || type == Remote.class) {
            throw new IllegalArgumentException(type.getName() + " is no interface that extends java.rmi.Remote");
        }
        if (objects.stream().anyMatch(object -> object.name().equals(objectName))) {
            throw new IllegalArgumentException("the module " + name + " has an object " + objectName + " already");
        }
        objects.add(new OwnObject(objectName, type, type.cast(servant)));
    }

    @Override
    public String toString() {
        return name;
    }
}
