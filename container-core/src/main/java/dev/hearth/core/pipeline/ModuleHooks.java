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
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Place;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.api.hook.ServerHook;
import dev.hearth.api.hook.TranslateCall;
import java.rmi.Remote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one module has registered. Not changed any more once the module's {@code register} has returned. */
public final class ModuleHooks implements Hooks {

    private final String name;
    private int sequence;
    final List<Registration<ServerHook>> configure = new ArrayList<>();
    final List<Registration<ServerHook>> start = new ArrayList<>();
    final List<Registration<ServerHook>> stop = new ArrayList<>();
    final List<Registration<Hook<DeployedType>>> deploy = new ArrayList<>();
    final List<Registration<Hook<DeployedType>>> undeploy = new ArrayList<>();
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

    private final List<ModuleObject> objects = new ArrayList<>();
    private @Nullable TitledPage page;

    /** A page with what it is about. */
    public record TitledPage(String title, Page page) {}

    /** An object of a module's own. */
    public record ModuleObject(String name, Class<? extends Remote> type, Remote servant) {}

    private ModuleHooks(String name) {
        this.name = name;
    }

    /**
     * Lets a module register; once in its life.
     *
     * @throws IllegalArgumentException if it finds a setting wrong
     */
    public static ModuleHooks of(HookModule module, ModuleConfig config) {
        ModuleHooks hooks = new ModuleHooks(module.name());
        module.register(hooks, config);
        return hooks;
    }

    /** The module's name. */
    public String name() {
        return name;
    }

    private <H> Place add(Phase phase, List<Registration<H>> hooks, H hook) {
        Registration<H> registration = new Registration<>(phase, name, sequence++, hook);
        hooks.add(registration);
        return registration;
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
    public Place deploy(Hook<DeployedType> hook) {
        return add(Phase.DEPLOY, deploy, hook);
    }

    @Override
    public Place undeploy(Hook<DeployedType> hook) {
        return add(Phase.UNDEPLOY, undeploy, hook);
    }

    @Override
    public void page(String title, Page shown) {
        if (page != null) {
            throw new IllegalStateException("the module " + name + " has two pages");
        }
        page = new TitledPage(title, shown);
    }

    @Override
    public <T extends Remote> void object(String objectName, Class<T> type, T servant) {
        objects.add(new ModuleObject(objectName, type, servant));
    }

    /** The module's page on the admin port, if it has one. */
    public Optional<TitledPage> page() {
        return Optional.ofNullable(page);
    }

    /** The objects that the module hosts. */
    public List<ModuleObject> objects() {
        return List.copyOf(objects);
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
