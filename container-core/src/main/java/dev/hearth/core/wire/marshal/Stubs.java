package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.ExportPort;
import dev.hearth.core.call.Reference;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.StubNotFoundException;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes what our objects are written as on one connection: JDK stubs with the host and port by which the peer reaches us, and
 * stubs of a class that {@code rmic} generated where a proxy could not make all calls.
 */
@SuppressWarnings("deprecation") // the class that generated stubs extend
public final class Stubs {

    private final ObjectIds ids;
    private final Route route;

    public Stubs(ObjectIds ids, Route route) {
        this.ids = ids;
        this.route = route;
    }

    /** The inside of this object's stub. */
    public RemoteRef ref(Reference hosted) {
        return new StubRef(address(WireId.of(ids.encode(hosted.number(), route.session())), hosted.port()));
    }

    /** @throws StubNotFoundException if it is to be of a generated class that does not let itself be made */
    Object stub(Reference hosted) throws StubNotFoundException {
        RemoteRef reference = ref(hosted);
        return hosted.stub() == null ? proxy(hosted, reference) : generated(hosted.stub(), reference);
    }

    private static Object generated(Class<? extends RemoteStub> stub, RemoteRef reference)
            throws StubNotFoundException {
        try {
            return stub.getConstructor(RemoteRef.class).newInstance(reference);
        } catch (ReflectiveOperationException | LinkageError broken) {
            throw new StubNotFoundException(
                    "can't make a " + stub.getName() + ": generate it anew, or take it out of the JAR",
                    new IllegalStateException(broken));
        }
    }

    private static Object proxy(Reference hosted, RemoteRef reference) {
        List<Class<?>> interfaces = hosted.interfaces().isEmpty() ? List.of(Remote.class) : hosted.interfaces();
        return Proxy.newProxyInstance(
                loaderOfAll(interfaces),
                interfaces.toArray(Class<?>[]::new),
                new RemoteObjectInvocationHandler(reference));
    }

    private StubAddress address(WireId id, @Nullable ExportPort exported) {
        int port = exported == null ? route.port() : exported.port();
        return new StubAddress(
                route.host(),
                port,
                id,
                exported != null && exported.ownSockets() ? exported.clientFactory() : route.clientFactory());
    }

    /** Of the interfaces' loaders the one that sees them all: the deployment's, where others are of shared JARs. */
    private static ClassLoader loaderOfAll(List<Class<?>> interfaces) {
        for (Class<?> candidate : interfaces) {
            ClassLoader loader = candidate.getClassLoader();
            if (loader != null && (interfaces.size() == 1 || seesAll(loader, interfaces))) {
                return loader;
            }
        }
        return Stubs.class.getClassLoader();
    }

    private static boolean seesAll(ClassLoader loader, List<Class<?>> interfaces) {
        try {
            for (Class<?> each : interfaces) {
                if (Class.forName(each.getName(), false, loader) != each) {
                    return false;
                }
            }
            return true;
        } catch (ClassNotFoundException unseen) {
            return false;
        }
    }
}
