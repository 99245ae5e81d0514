package dev.hearth.core.adapter;

import dev.hearth.core.call.CallEntry;
import dev.hearth.core.call.MethodHash;
import dev.hearth.core.call.Target;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.RemoteException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A reference from one hosted object to another: calls through it are calls of the container, without a socket.
 *
 * <p>Equal to every other reference to the same object. Thread-safe.
 */
final class LocalReference implements InvocationHandler {

    private static final ClassValue<Map<Method, Long>> HASHES = new ClassValue<>() {
        @Override
        protected Map<Method, Long> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    /** How a reference knows its object. */
    sealed interface Identity {}

    /** Means this object, also when another takes its name. */
    record ByNumber(long number) implements Identity {}

    /** Means whatever object has the name; what a stored reference becomes. */
    record ByName(String name) implements Identity {}

    private final Identity identity;
    private final HostedReferences references;
    private final CallEntry entry;
    private final ValueCopier copier;
    private final String deployment;

    /** @param deployment the deployment whose code holds the reference */
    LocalReference(
            Identity identity, HostedReferences references, CallEntry entry, ValueCopier copier, String deployment) {
        this.deployment = deployment;
        this.identity = identity;
        this.references = references;
        this.entry = entry;
        this.copier = copier;
    }

    /** The reference behind a proxy; null if the object is none of ours. */
    static @Nullable LocalReference of(Object candidate) {
        return Proxy.isProxyClass(candidate.getClass())
                        && Proxy.getInvocationHandler(candidate) instanceof LocalReference local
                ? local
                : null;
    }

    long number() {
        if (identity instanceof ByNumber known) {
            return known.number();
        }
        try {
            return references.numberOf(((ByName) identity).name());
        } catch (RemoteException unknown) {
            return -1;
        }
    }

    Optional<String> name() {
        return identity instanceof ByName known ? Optional.of(known.name()) : Optional.empty();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return objectMethod(method, args);
        }
        Object[] arguments = args == null ? new Object[0] : args;
        LocalCall call = new LocalCall(target(), hash(method), method, arguments, copier, deployment, holder(proxy));
        entry.enter(call);
        return call.outcome();
    }

    private static ClassLoader holder(Object proxy) {
        ClassLoader loader = proxy.getClass().getClassLoader();
        return loader == null ? ClassLoader.getPlatformClassLoader() : loader;
    }

    private Target target() {
        return identity instanceof ByNumber known
                ? new Target.ById(known.number(), 0)
                : new Target.ByName(((ByName) identity).name());
    }

    private static long hash(Method method) {
        return HASHES.get(method.getDeclaringClass()).computeIfAbsent(method, MethodHash::of);
    }

    private @Nullable Object objectMethod(Method method, Object @Nullable [] args) {
        return switch (method.getName()) {
            case "equals" -> args != null && args[0] != null && equalTo(args[0]);
            case "hashCode" -> Long.hashCode(number());
            default -> toString();
        };
    }

    private boolean equalTo(Object other) {
        LocalReference local = of(other);
        if (local != null) {
            return local.number() == number();
        }
        ObjectSlot slot = references.slotOf(other);
        return slot != null && slot.number() == number();
    }

    @Override
    public String toString() {
        return "reference to " + (identity instanceof ByName known ? known.name() : "object " + number());
    }
}
