package dev.hearth.core.wire.marshal;

import dev.hearth.core.wire.marshal.form.FormException;
import dev.hearth.core.wire.marshal.form.FormInput;
import dev.hearth.core.wire.marshal.form.StubForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.UTFDataFormatException;
import java.rmi.MarshalException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.server.RemoteObject;
import java.util.List;
import java.util.Set;
import javax.rmi.ssl.SslRMIClientSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is bound in the registry: a name and a stub, by the stream's grammar alone. No class is looked up, whatever
 * the peer names.
 *
 * <p>A stub of ours becomes the object itself, any other a {@link BoundStub}. Thread-safe.
 */
final class BindingReader {

    private static final String TLS_FACTORY = SslRMIClientSocketFactory.class.getName();
    private static final byte[] NOTHING = {};
    private static final int STREAM_HEADER = 4;

    /** The JDK's packages: what a peer names of them is known, and known to be harmless, or refused. */
    private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

    /** What JDK stubs and the JDK's socket factory are made of, besides values and collections. */
    private static final Set<String> PARTS = Set.of(
            "java.lang.reflect.Proxy",
            "java.rmi.server.RemoteObject",
            "java.rmi.server.RemoteObjectInvocationHandler",
            "java.rmi.server.RemoteStub",
            "java.rmi.server.UID",
            "sun.rmi.registry.RegistryImpl_Stub",
            "com.sun.jndi.rmi.registry.ReferenceWrapper_Stub",
            "javax.management.remote.rmi.RMIServerImpl_Stub",
            "javax.management.remote.rmi.RMIConnectionImpl_Stub",
            TLS_FACTORY);

    private final Codec codec;
    private final OutgoingCalls outgoing;
    private final int limit;

    /** @param limit how many bytes a name and its stub may have together */
    BindingReader(Codec codec, OutgoingCalls outgoing, int limit) {
        this.codec = codec;
        this.outgoing = outgoing;
        this.limit = limit;
    }

    /** Reads the arguments of {@code bind} and {@code rebind}, exactly up to their last byte. */
    @Nullable
    Object[] read(InputStream in, int blockBytes, ClassFilter filter, Route route) throws IOException {
        if (blockBytes > 0) {
            throw filter.refuseForm("a number, where a name belongs,");
        }
        MessageInput message = new MessageInput(NOTHING, 0, in, limit);
        FormInput forms = new FormInput(message, BindingReader::admitted, codec.depth());
        try {
            String name = forms.text();
            StubForm stub = forms.stub();
            return new @Nullable Object[] {name, stub == null ? null : adopt(stub, filter, route)};
        } catch (IOException failed) {
            throw whoseFault(failed, message, filter);
        }
    }

    private IOException whoseFault(IOException failed, MessageInput message, ClassFilter filter) {
        if (message.broken() != null) {
            return message.broken();
        }
        if (message.tooLong()) {
            return filter.scope()
                    .refusals()
                    .tooMuch("the number of bytes", "registry.stub-bytes", limit, filter.where());
        }
        if (failed instanceof FormException odd) {
            return filter.refuseForm(Refusals.printable(String.valueOf(odd.getMessage())));
        }
        if (failed instanceof EOFException || failed instanceof UTFDataFormatException) {
            return filter.refuseForm("what is no object stream");
        }
        return failed;
    }

    private static boolean admitted(String className) {
        return JDK.stream().noneMatch(className::startsWith)
                || PARTS.contains(className)
                || JdkClasses.allow(className);
    }

    private Object adopt(StubForm stub, ClassFilter filter, Route route) throws IOException {
        String factory = stub.factory().orElse(null);
        boolean tls = TLS_FACTORY.equals(factory);
        if (factory != null && !tls && JDK.stream().anyMatch(factory::startsWith)) {
            throw filter.refuseForm("a stub with a socket factory of class " + factory);
        }
        StubAddress address = address(stub, tls);
        long number = codec.ownNumber(address, route);
        if (number != Codec.NOT_OURS) {
            return codec.references().referenceFor(number, List.of(Remote.class), BindingReader.class.getClassLoader());
        }
        boolean callable = factory == null || tls;
        return new BoundStub(
                stub,
                address,
                callable ? new ForeignReference(address, route.to(route.peer()), filter.scope(), outgoing) : null);
    }

    private static StubAddress address(StubForm stub, boolean tls) {
        return new StubAddress(
                stub.host(), stub.port(), WireId.of(stub.id()), tls ? new SslRMIClientSocketFactory() : null);
    }

    /**
     * What is kept of a stub, or of an object that the JDK exported, which is at hand in this process. From now on the
     * object is claimed at its server, as its owner may count on; but not through a socket factory that is not here.
     *
     * @throws java.rmi.NoSuchObjectException if it is neither
     */
    Remote keep(Remote object) throws RemoteException {
        if (object instanceof BoundStub bound) {
            bound.reference().ifPresent(outgoing::claim);
            return bound;
        }
        ForeignReference foreign = ForeignReference.of(object).orElse(null);
        if (foreign != null) {
            outgoing.claim(foreign);
        }
        Remote stub = foreign == null ? RemoteObject.toStub(object) : object;
        try {
            StubForm form = form(stub);
            return new BoundStub(
                    form,
                    address(form, foreign != null && foreign.address().secure()),
                    foreign == null ? object : foreign);
        } catch (RemoteException refused) {
            throw refused;
        } catch (IOException unfit) {
            throw new MarshalException("HEARTH-MARSHAL: " + unfit.getMessage() + " can't be bound", unfit);
        }
    }

    private StubForm form(Remote stub) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new PlainOutput(written)) {
            out.writeObject(stub);
        }
        ByteArrayInputStream in = new ByteArrayInputStream(written.toByteArray());
        in.skipNBytes(STREAM_HEADER);
        StubForm form = new FormInput(in, BindingReader::admitted, codec.depth()).stub();
        if (form == null || form.bytes().length > limit) {
            throw new MarshalException("HEARTH-LIMIT: the stub is longer than registry.stub-bytes allows: " + limit);
        }
        return form;
    }

    /** Writes as RMI does, without a codebase. */
    private static final class PlainOutput extends ObjectOutputStream {

        PlainOutput(ByteArrayOutputStream out) throws IOException {
            super(out);
            useProtocolVersion(ObjectStreamConstants.PROTOCOL_VERSION_1);
        }
    }
}
