package dev.hearth.core.wire.marshal;

import dev.hearth.api.hook.Peer;
import dev.hearth.core.call.copy.Relocatable;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What hosted code sees instead of a stub that is not ours: the invocation handler of a proxy whose calls leave through
 * {@link OutgoingCalls}.
 *
 * <p>Immutable. Two of them are equal if they point at the same object. Serializes, in any stream, into the JDK stub that it
 * came as.
 */
public final class ForeignReference implements InvocationHandler, Relocatable, Serializable {

    private static final long serialVersionUID = 1;

    private final transient StubAddress address;
    private final transient @Nullable Route came;
    private final transient Scope scope;
    private final transient OutgoingCalls calls;

    ForeignReference(StubAddress address, @Nullable Route came, Scope scope, OutgoingCalls calls) {
        this.address = address;
        this.came = came;
        this.scope = scope;
        this.calls = calls;
    }

    /** The foreign reference that this is the proxy of. */
    public static Optional<ForeignReference> of(Object candidate) {
        return Proxy.isProxyClass(candidate.getClass())
                        && Proxy.getInvocationHandler(candidate) instanceof ForeignReference reference
                ? Optional.of(reference)
                : Optional.empty();
    }

    /**
     * @param loader sees the interfaces
     */
    Object proxy(ClassLoader loader, List<Class<?>> interfaces) {
        return Proxies.proxy(loader, interfaces, this);
    }

    public StubAddress address() {
        return address;
    }

    /**
     * How the stub came in: stubs in arguments of its calls name us in the same way, and carry no session. Null if it was
     * made here: they name us as the connection shows us.
     */
    public @Nullable Route came() {
        return came;
    }

    /** How this method is called; kept with the hosted method whose call brought the stub. */
    public OutgoingMethod method(Method method) {
        return scope.outgoing(method);
    }

    @Override
    public Object relocated(ClassLoader target, List<Class<?>> interfaces) {
        ForeignReference there = new ForeignReference(address, came, scope.relocated(target), calls);
        calls.arrived(List.of(there), Peer.LOCAL);
        return there.proxy(target, interfaces);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getDeclaringClass() != Object.class) {
            return calls.call(this, method, arguments);
        }
        return switch (method.getName()) {
            case "equals" ->
                arguments != null
                        && arguments[0] != null
                        && of(arguments[0]).filter(this::equals).isPresent();
            case "hashCode" -> hashCode();
            default -> "reference to " + address;
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ForeignReference that && that.address.equals(address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    private Object writeReplace() {
        return new java.rmi.server.RemoteObjectInvocationHandler(new StubRef(address));
    }
}
