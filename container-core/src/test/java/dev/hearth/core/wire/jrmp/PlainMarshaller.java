package dev.hearth.core.wire.jrmp;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.wire.marshal.Marshaller;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.ReplyBuffer;
import dev.hearth.core.wire.marshal.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.rmi.MarshalException;
import java.rmi.Remote;
import java.rmi.server.RemoteObjectInvocationHandler;
import java.rmi.server.RemoteRef;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain object streams without any filter; servants that it knows leave as stubs. */
final class PlainMarshaller implements Marshaller {

    private final ObjectIds ids;
    private final Map<Object, Long> numbers;

    PlainMarshaller(ObjectIds ids, Map<Object, Long> numbers) {
        this.ids = ids;
        this.numbers = numbers;
    }

    @Override
    public @Nullable Object[] readArguments(
            InputStream in, int blockBytes, HostedMethod method, HostedType type, Route route)
            throws IOException, ClassNotFoundException {
        byte[] header = blockBytes == 0
                ? new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}
                : new byte[] {(byte) 0xac, (byte) 0xed, 0, 5, 0x77, (byte) blockBytes};
        @Nullable Object[] arguments = new Object[method.parameterTypes().size()];
        if (arguments.length == 0) {
            return arguments;
        }
        ObjectInputStream objects =
                new ObjectInputStream(new SequenceInputStream(new ByteArrayInputStream(header), in));
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = method.parameterTypes().get(i) == long.class ? objects.readLong() : objects.readObject();
        }
        return arguments;
    }

    @Override
    public void writeReply(
            ReplyBuffer out, Outcome outcome, @Nullable HostedMethod method, @Nullable HostedType type, Route route)
            throws MarshalException {
        int before = out.size();
        out.write(0x51);
        try (ObjectOutputStream objects = new Stubs(out, route)) {
            objects.writeByte(outcome.succeeded() ? 1 : 2);
            objects.write(new byte[14]);
            if (!outcome.succeeded()) {
                objects.writeObject(outcome.error());
            } else if (method != null && method.returnType() == long.class && outcome.result() instanceof Long number) {
                objects.writeLong(number);
            } else if (method != null && method.returnType() != void.class) {
                objects.writeObject(outcome.result());
            }
        } catch (IOException failed) {
            out.truncate(before);
            throw new MarshalException(failed.toString(), failed);
        }
    }

    private final class Stubs extends ObjectOutputStream {
        private final Route route;

        Stubs(OutputStream out, Route route) throws IOException {
            super(out);
            this.route = route;
            enableReplaceObject(true);
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            writeObject(null);
        }

        @Override
        protected void annotateProxyClass(Class<?> type) throws IOException {
            writeObject(null);
        }

        @Override
        protected Object replaceObject(Object object) {
            Long number = numbers.get(object);
            return number == null
                    ? object
                    : Proxy.newProxyInstance(
                            Calculator.class.getClassLoader(),
                            new Class<?>[] {Remote.class, Calculator.class},
                            new RemoteObjectInvocationHandler(new Address(route, ids.encode(number, 7))));
        }
    }

    /** What a stub is written with. */
    static final class Address implements RemoteRef {
        private static final long serialVersionUID = 1L;

        private final transient Route route;
        private final byte[] id;

        Address(Route route, byte[] id) {
            this.route = route;
            this.id = id;
        }

        @Override
        public String getRefClass(ObjectOutput out) {
            return "UnicastRef";
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(route.host());
            out.writeInt(route.port());
            out.write(id);
            out.writeBoolean(false);
        }

        @Override
        public void readExternal(java.io.ObjectInput in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object invoke(Remote stub, Method method, Object[] arguments, long hash) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        public java.rmi.server.RemoteCall newCall(
                java.rmi.server.RemoteObject stub, java.rmi.server.Operation[] operations, int number, long hash) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        public void invoke(java.rmi.server.RemoteCall call) {
            throw new UnsupportedOperationException();
        }

        @Override
        @Deprecated
        public void done(java.rmi.server.RemoteCall call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int remoteHashCode() {
            return ByteBuffer.wrap(id).getInt(4);
        }

        @Override
        public boolean remoteEquals(RemoteRef other) {
            return other == this;
        }

        @Override
        public String remoteToString() {
            return "a stub of " + route;
        }
    }
}
