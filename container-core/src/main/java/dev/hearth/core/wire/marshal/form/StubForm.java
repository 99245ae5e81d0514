package dev.hearth.core.wire.marshal.form;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A JDK stub as it stands in a stream: a proxy of remote interfaces, or an object of a stub class that {@code rmic} made.
 *
 * <p>Immutable. What is in it was checked by its form alone: the classes need not exist here.
 */
public final class StubForm {

    private static final String PROXY = "java.lang.reflect.Proxy";
    private static final String HANDLER = "java.rmi.server.RemoteObjectInvocationHandler";
    private static final String REMOTE_STUB = "java.rmi.server.RemoteStub";
    private static final String REMOTE_OBJECT = "java.rmi.server.RemoteObject";

    private final List<String> types;
    private final RefForm ref;
    private final byte[] bytes;

    private StubForm(List<String> types, RefForm ref, byte[] bytes) {
        this.types = List.copyOf(types);
        this.ref = ref;
        this.bytes = bytes;
    }

    static StubForm of(Form read) throws IOException {
        if (!(read instanceof Instance stub)) {
            throw new FormException("what is no stub");
        }
        RefForm ref = stub.type().isProxy() ? ofProxy(stub) : ofStubClass(stub);
        List<String> types = stub.type().isProxy()
                ? stub.type().interfaces()
                : List.of(stub.type().name());
        return new StubForm(types, ref, FormOutput.bytesOf(stub));
    }

    /** Its interfaces in order, or its class. */
    public List<String> types() {
        return types;
    }

    public String host() {
        return ref.host();
    }

    public int port() {
        return ref.port();
    }

    /** The 22 bytes of its id. */
    public byte[] id() {
        return ref.id();
    }

    /** The class of its socket factory; empty if it has none. */
    public Optional<String> factory() {
        return ref.factory();
    }

    /** It, as the first object of a stream; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    private static RefForm ofProxy(Instance proxy) throws IOException {
        List<Instance.Part> parts = proxy.parts();
        boolean plain = parts.size() == 2
                && !proxy.type().interfaces().isEmpty()
                && named(parts.get(0), PROXY)
                && parts.get(0).of().fields().size() == 1
                && parts.get(0).values().size() == 1
                && parts.get(1).holdsNothing();
        if (plain && parts.get(0).values().get(0) instanceof Instance handler) {
            List<Instance.Part> inside = handler.parts();
            boolean genuine = inside.size() == 2
                    && named(inside.get(0), REMOTE_OBJECT)
                    && named(inside.get(1), HANDLER)
                    && inside.get(1).holdsNothing();
            if (genuine) {
                return RefForm.of(inside.get(0));
            }
        }
        throw new FormException("a proxy that is no stub");
    }

    private static RefForm ofStubClass(Instance stub) throws IOException {
        List<Instance.Part> parts = stub.parts();
        boolean genuine = parts.size() > 2
                && named(parts.get(0), REMOTE_OBJECT)
                && named(parts.get(1), REMOTE_STUB)
                && parts.subList(1, parts.size()).stream().allMatch(Instance.Part::holdsNothing);
        if (!genuine) {
            throw new FormException("an object of class " + stub.type().name() + ", which is no stub,");
        }
        return RefForm.of(parts.get(0));
    }

    private static boolean named(Instance.Part part, String name) {
        return part.of().name().equals(name);
    }
}
