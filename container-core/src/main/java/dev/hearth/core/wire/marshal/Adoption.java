package dev.hearth.core.wire.marshal;

import java.rmi.UnmarshalException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable StandInInterfaces standIns;
    private final Scope scope;
    private final List<ForeignReference> foreign = new ArrayList<>();

    /**
     * @param anyInterface whether stubs of remote interfaces that nobody here knows are let in, as opaque ones: the
     *     registry's bindings
     */
    Adoption(Codec codec, Route route, OutgoingCalls outgoing, ClassFilter filter, boolean anyInterface) {
        this.codec = codec;
        this.route = route;
        this.outgoing = outgoing;
        this.filter = filter;
        this.standIns = anyInterface ? new StandInInterfaces() : null;
        this.scope = standIns == null ? filter.scope() : filter.scope().relocated(standIns);
    }

    /** Those made so far. */
    List<ForeignReference> foreign() {
        return foreign;
    }

    Class<?> resolveInterface(String name) throws UnmarshalException, ClassNotFoundException {
        return standIns == null ? filter.resolveInterface(name) : filter.checkInterface(standIns.named(name));
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

    /** What becomes of a stub that was read as an object of this proxy class. */
    Object reference(StubAddress address, Class<?> proxyClass) {
        List<Class<?>> interfaces = List.of(proxyClass.getInterfaces());
        ClassLoader loader = proxyClass.getClassLoader();
        long number = codec.ownNumber(address, route);
        if (number != Codec.NOT_OURS) {
            return codec.references().referenceFor(number, interfaces, loader);
        }
        ForeignReference reference = new ForeignReference(address, route.session(), scope, outgoing);
        foreign.add(reference);
        return reference.proxy(loader, interfaces);
    }
}
