package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.OptionalDataException;
import java.lang.reflect.Proxy;
import java.rmi.MarshalledObject;
import java.rmi.UnmarshalException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object stream of one message that came in: classes by the method's filter, stubs as references, nothing of a codebase.
 *
 * <p>Used by one thread. Reads not one byte past the last value that it is asked for.
 */
final class WireInput extends ObjectInputStream {

    private static final int MOST_INTERFACES = 100;

    private final ClassFilter filter;
    private final Limits limits;
    private final Adoption adoption;
    private final Map<String, Class<?>> fresh = new HashMap<>();
    private boolean inAnnotation;
    private @Nullable UnmarshalException refusal;

    WireInput(MessageInput in, ClassFilter filter, Limits limits, Adoption adoption) throws IOException {
        super(in);
        this.filter = filter;
        this.limits = limits;
        this.adoption = adoption;
        setObjectInputFilter(limits);
        enableResolveObject(true);
    }

    /** The first refusal; code in a class's {@code readObject} may have caught it. */
    @Nullable
    UnmarshalException refusal() {
        return refusal;
    }

    Limits limits() {
        return limits;
    }

    /** The classes in it that were in no message before. */
    Map<String, Class<?>> fresh() {
        return fresh;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        refuseInAnnotation(description.getName());
        try {
            Class<?> type = filter.resolve(description.getName());
            if (filter.readBefore(description.getName()) == null) {
                fresh.put(description.getName(), type);
            }
            if (type == MarshalledObject.class) {
                limits.nests();
            }
            readAnnotation();
            return type == CollSer.JDK ? CollSer.class : type;
        } catch (UnmarshalException refused) {
            throw remembered(refused);
        } catch (LinkageError broken) {
            throw new ClassNotFoundException(description.getName(), broken);
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] names) throws IOException, ClassNotFoundException {
        refuseInAnnotation("a proxy");
        try {
            if (names.length > MOST_INTERFACES) {
                throw filter.refuseForm("a proxy of " + names.length + " interfaces");
            }
            List<Class<?>> interfaces = new ArrayList<>();
            for (String name : names) {
                interfaces.add(adoption.resolveInterface(name));
            }
            readAnnotation();
            return adoption.proxyClass(interfaces);
        } catch (UnmarshalException refused) {
            throw remembered(refused);
        } catch (IllegalArgumentException | LinkageError unfit) {
            throw new ClassNotFoundException("a proxy of " + List.of(names), unfit);
        }
    }

    /** Lets a proxy through only if it is a stub, and makes a reference of it. */
    @Override
    protected @Nullable Object resolveObject(@Nullable Object read) throws IOException {
        if (read == null) {
            return null;
        }
        if (read instanceof RemoteStub stub && stub.address() != null) {
            return reference(stub.address(), adoption.proxyClass(StubReader.interfaces(stub)));
        }
        if (!Proxy.isProxyClass(read.getClass())) {
            limits.checkTime(); // a text may be a table's key, and nothing else is asked about it
            limits.checkExpansion(read);
            return read;
        }
        if (Proxy.getInvocationHandler(read) instanceof RemoteObjectInvocationHandler handler
                && handler.address() != null) {
            return reference(handler.address(), read.getClass());
        }
        throw refuse("a proxy that is no stub");
    }

    private Object reference(StubAddress address, Class<?> proxyClass) throws UnmarshalException {
        try {
            return adoption.reference(address, proxyClass);
        } catch (UnmarshalException refused) {
            throw remembered(refused);
        }
    }

    /** What RMI puts behind each class's description: where the peer would have us load code from. Read and forgotten. */
    private void readAnnotation() throws IOException, ClassNotFoundException {
        inAnnotation = true;
        try {
            Object annotation = readObject();
            if (annotation != null && !(annotation instanceof String)) {
                throw filter.refuseForm("a class annotation that is no text");
            }
        } catch (OptionalDataException none) {
            if (!none.eof) {
                throw filter.refuseForm("a class annotation that is no text");
            }
        } finally {
            inAnnotation = false;
        }
    }

    private void refuseInAnnotation(String className) throws UnmarshalException {
        if (inAnnotation) {
            throw refuse(Refusals.printable(className) + " as the annotation of a class");
        }
    }

    /** Refuses the message, whatever the class that is being read makes of the exception. */
    UnmarshalException refuse(String what) {
        return remembered(filter.refuseForm(what));
    }

    private UnmarshalException remembered(UnmarshalException refused) {
        if (refusal == null) {
            refusal = refused;
        }
        return refused;
    }
}
