package dev.hearth.core.wire.marshal;

import java.rmi.UnmarshalException;
import java.rmi.server.RMIClientSocketFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What becomes of the stubs in one message: one of ours becomes the object itself, any other a foreign reference.
 *
 * <p>Used by one thread. Calls nobody.
 */
final class Adoption {

    private final Codec codec;
    private final Route route;
    private final OutgoingCalls outgoing;
    private final ClassFilter filter;
    private final Scope scope;
    private final List<ForeignReference> foreign = new ArrayList<>();

    Adoption(Codec codec, Route route, OutgoingCalls outgoing, ClassFilter filter) {
        this.codec = codec;
        this.route = route;
        this.outgoing = outgoing;
        this.filter = filter;
        this.scope = filter.scope();
    }

    /** Those made so far. */
    List<ForeignReference> foreign() {
        return foreign;
    }

    Class<?> resolveInterface(String name) throws UnmarshalException, ClassNotFoundException {
        return filter.resolveInterface(name);
    }

    /**
     * A proxy's class, to read a stub with.
     *
     * @throws IllegalArgumentException if no class can have all these interfaces
     */
    Class<?> proxyClass(List<Class<?>> interfaces) {
        List<Class<?>> sorted =
                interfaces.stream().sorted(Comparator.comparing(Class::getName)).toList();
        return Proxies.proxy(scope.proxyLoader(sorted), sorted, new RemoteObjectInvocationHandler())
                .getClass();
    }

    /**
     * What becomes of a stub that was read as an object of this proxy class.
     *
     * <p>A factory of the deployment's makes sockets where hosted code has asked another server for the stub. A stub that came
     * unasked, as an argument, has none: what it would do is up to its sender.
     *
     * @throws UnmarshalException if it is another's, and came as an argument with a factory other than the JDK's for TLS
     */
    Object reference(StubAddress address, Class<?> proxyClass) throws UnmarshalException {
        List<Class<?>> interfaces = List.of(proxyClass.getInterfaces());
        ClassLoader loader = proxyClass.getClassLoader();
        long number = codec.ownNumber(address, route);
        if (number != Codec.NOT_OURS) {
            return codec.references().referenceFor(number, interfaces, loader);
        }
        RMIClientSocketFactory factory = address.clientFactory();
        if (factory != null && address.custom() && !filter.ofAnswer()) {
            throw filter.refuseForm("a stub of another server with a socket factory of "
                    + factory.getClass().getName());
        }
        ForeignReference reference = new ForeignReference(address, route.to(route.peer()), scope, outgoing);
        foreign.add(reference);
        return reference.proxy(loader, interfaces);
    }
}
