package dev.hearth.core.modules;

import dev.hearth.api.hook.Answer;
import dev.hearth.api.hook.Connection;
import dev.hearth.api.hook.Hook;
import dev.hearth.api.hook.Hooks;
import dev.hearth.api.hook.LogHook;
import dev.hearth.api.hook.LoggedCall;
import dev.hearth.api.hook.Peer;
import dev.hearth.api.hook.Place;
import dev.hearth.api.hook.Server;
import dev.hearth.api.hook.ServerHook;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the one hook that a module registers in each phase, and runs it. */
final class CapturedHooks {

    private final Map<String, Object> byPhase = new LinkedHashMap<>();
    private boolean outsideOnly;
    private final Place place = proxy(Place.class, (self, method, arguments) -> {
        outsideOnly |= method.getName().equals("outsideOnly");
        return self;
    });
    final Hooks hooks = proxy(Hooks.class, (self, method, arguments) -> {
        byPhase.put(method.getName(), arguments[0]);
        return place();
    });

    private Place place() {
        return place;
    }

    Iterable<String> phases() {
        return byPhase.keySet();
    }

    @SuppressWarnings("unchecked") // the phase's name says the type
    Answer connect(String address) throws Exception {
        Peer peer = new Peer(InetAddress.getByName(address), 4711, Optional.empty());
        return ((Hook<Connection>) byPhase.get("connect")).apply(() -> peer);
    }

    void configure() throws Exception {
        ((ServerHook) byPhase.get("configure")).run(proxy(Server.class, (self, method, arguments) -> {
            throw new AssertionError(method);
        }));
    }

    void log(LoggedCall call) throws Exception {
        if (!outsideOnly || !call.local()) {
            ((LogHook) byPhase.get("log")).log(call);
        }
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
