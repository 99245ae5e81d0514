package dev.hearth.core.adapter;

import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.MethodHash;
import dev.hearth.core.call.StandIn;
import dev.hearth.core.call.Target;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.rmi.server.RemoteRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A reference from one hosted object to another: calls through it are calls of the container, without a socket.
 *
 * <p>Equal to every other reference to the same object. As the inside of a JDK stub it is a {@link RemoteObject}, and where hosted
 * code writes it in a stream of its own it becomes such a stub. Thread-safe.
 */
final class LocalReference extends RemoteObject implements InvocationHandler {

    private static final long serialVersionUID = 1;

    private static final ClassValue<Map<Method, Long>> HASHES = new ClassValue<>() {
        @Override
        protected Map<Method, Long> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private final transient Target target;
    private final transient HostedReferences references;
    private final transient CallEntry entry;
    private final transient ValueCopier copier;
    private final transient String deployment;

    /** What is held for as long as this is. */
    @SuppressWarnings("UnusedVariable") // to be held is its purpose
    private final transient @Nullable Object hold;

    /** Set before anybody has it. */
    private transient @Nullable Remote proxy;

    /**
     * @param target by number it means this object, also when another takes its name; by name whatever object has it, which is
     *     what a stored reference becomes
     * @param deployment the deployment whose code holds the reference
     * @param hold what is held for as long as the reference is; null for nothing
     */
    LocalReference(
            Target target,
            HostedReferences references,
            CallEntry entry,
            ValueCopier copier,
            String deployment,
            @Nullable Object hold) {
        this.hold = hold;
        this.deployment = deployment;
        this.target = target;
        this.references = references;
        this.entry = entry;
        this.copier = copier;
    }

    /**
     * What hosted code gets.
     *
     * @param interfaces remote ones, visible to the loader
     */
    Remote proxy(ClassLoader loader, List<Class<?>> interfaces) {
        Remote made = (Remote) Proxy.newProxyInstance(loader, interfaces.toArray(Class<?>[]::new), this);
        proxy = made;
        return made;
    }

    /** The reference behind a proxy; null if the object is none of ours. */
    static @Nullable LocalReference of(Object candidate) {
        return Proxy.isProxyClass(candidate.getClass())
                        && Proxy.getInvocationHandler(candidate) instanceof LocalReference local
                ? local
                : null;
    }

    Target target() {
        return target;
    }

    ValueCopier copier() {
        return copier;
    }

    String deployment() {
        return deployment;
    }

    long number() {
        if (target instanceof Target.ById known) {
            return known.number();
        }
        try {
            return references.numberOf(((Target.ByName) target).name());
        } catch (RemoteException unknown) {
            return -1;
        }
    }

    Optional<String> name() {
        return target instanceof Target.ByName known ? Optional.of(known.name()) : Optional.empty();
    }

    /** What it is in a stream that hosted code makes for itself. */
    RemoteRef written() {
        return references.written(number());
    }

    @Override
    public RemoteRef getRef() {
        if (proxy == null) {
            throw new IllegalStateException("a reference that nobody has yet");
        }
        return new StubInside(proxy);
    }

    private Object writeReplace() {
        return new RemoteObjectInvocationHandler(written());
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return objectMethod(method, args);
        }
        LocalCall call = LocalCall.of(this, method, hash(method), args, holder(proxy));
        entry.enter(call);
        return call.outcome();
    }

    private static ClassLoader holder(Object proxy) {
        ClassLoader loader = proxy.getClass().getClassLoader();
        return loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    }

    private static long hash(Method method) {
        Map<Method, Long> known = HASHES.get(method.getDeclaringClass());
        Long hash = known.get(method);
        return hash == null ? known.computeIfAbsent(method, MethodHash::of) : hash;
    }

    private @Nullable Object objectMethod(Method method, Object @Nullable [] args) {
        return switch (method.getName()) {
            case "equals" -> args != null && args[0] != null && equalTo(args[0]);
            case "hashCode" -> Long.hashCode(number());
            default -> toString();
        };
    }

    private boolean equalTo(Object other) {
        LocalReference local = of(StandIn.meant(other));
        if (local != null) {
            return local.number() == number();
        }
        ObjectSlot slot = references.slotOf(other);
        return slot != null && slot.number() == number();
    }

    @Override
    public String toString() {
        return "reference to " + (target instanceof Target.ByName known ? known.name() : "object " + number());
    }
}
