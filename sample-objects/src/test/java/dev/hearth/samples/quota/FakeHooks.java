package dev.hearth.samples.quota;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.AroundHook;
import dev.hearth.api.hook.AuthenticateCall;
import dev.hearth.api.hook.Call;
import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.DeployedType;
import dev.hearth.api.hook.FixupCall;
import dev.hearth.api.hook.HandleHook;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.IdentifiedCall;
import dev.hearth.api.hook.LogHook;
import dev.hearth.api.hook.ObjectLife;
import dev.hearth.api.hook.Order;
import dev.hearth.api.hook.Page;
import dev.hearth.api.hook.Place;
import dev.hearth.api.hook.ReplyCall;
import dev.hearth.api.hook.ServerHook;
import dev.hearth.api.hook.TranslateCall;
import java.rmi.Remote;
import java.util.ArrayList;
import java.util.List;

/** Takes hooks and remembers in which phases and after whom; only access hooks can be run. */
final class FakeHooks implements Hooks {

    private final List<String> phases = new ArrayList<>();
    private Hook<Call> access = call -> Answer.DECLINED;

    List<String> phases() {
        return phases;
    }

    Answer access(Call call) throws Exception {
        return access.apply(call);
    }

    @Override
    public Place access(Hook<Call> hook) {
        access = hook;
        return registered("access");
    }

    @Override
    public Place connect(Hook<Connection> hook) {
        return registered("connect");
    }

    @Override
    public Place receive(Hook<Call> hook) {
        return registered("receive");
    }

    @Override
    public Place translate(Hook<TranslateCall> hook) {
        return registered("translate");
    }

    @Override
    public Place authenticate(Hook<AuthenticateCall> hook) {
        return registered("authenticate");
    }

    @Override
    public Place authorize(Hook<IdentifiedCall> hook) {
        return registered("authorize");
    }

    @Override
    public Place fixup(Hook<FixupCall> hook) {
        return registered("fixup");
    }

    @Override
    public Place around(AroundHook hook) {
        return registered("around");
    }

    @Override
    public Place handle(HandleHook hook) {
        return registered("handle");
    }

    @Override
    public Place reply(Hook<ReplyCall> hook) {
        return registered("reply");
    }

    @Override
    public Place log(LogHook hook) {
        return registered("log");
    }

    private Place registered(String phase) {
        phases.add(phase);
        return new FakePlace(phases.size() - 1);
    }

    private final class FakePlace implements Place {
        private final int index;

        FakePlace(int index) {
            this.index = index;
        }

        private Place refined(String how) {
            phases.set(index, phases.get(index) + how);
            return this;
        }

        @Override
        public Place order(Order order) {
            return this;
        }

        @Override
        public Place before(String... modules) {
            return refined(" before " + String.join(" ", modules));
        }

        @Override
        public Place after(String... modules) {
            return refined(" after " + String.join(" ", modules));
        }

        @Override
        public Place beforeIfPresent(String... modules) {
            return before(modules);
        }

        @Override
        public Place afterIfPresent(String... modules) {
            return after(modules);
        }

        @Override
        public Place outsideOnly() {
            return refined(" outside only");
        }
    }

    @Override
    public Place disconnect(Hook<Connection> hook) {
        return registered("disconnect");
    }

    @Override
    public Place activate(Hook<ObjectLife> hook) {
        return registered("activate");
    }

    @Override
    public Place passivate(Hook<ObjectLife> hook) {
        return registered("passivate");
    }

    @Override
    public Place deploy(Hook<DeployedType> hook) {
        return registered("deploy");
    }

    @Override
    public Place undeploy(Hook<DeployedType> hook) {
        return registered("undeploy");
    }

    @Override
    public Place configure(ServerHook hook) {
        return registered("configure");
    }

    @Override
    public Place start(ServerHook hook) {
        return registered("start");
    }

    @Override
    public Place stop(ServerHook hook) {
        return registered("stop");
    }

    @Override
    public void page(String title, Page page) {
        phases.add("page " + title);
    }

    @Override
    public <T extends Remote> void object(String name, Class<T> type, T servant) {
        phases.add("object " + name);
    }
}
