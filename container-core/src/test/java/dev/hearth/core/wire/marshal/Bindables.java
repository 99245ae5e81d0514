package dev.hearth.core.wire.marshal;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.net.Socket;
import java.rmi.Remote;
import java.rmi.server.RMIClientSocketFactory;
import java.rmi.server.RemoteRef;
import java.rmi.server.RemoteStub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests bind: socket factories and stub classes of all shapes, and what attackers put in their places. */
final class Bindables {

    private Bindables() {}

    interface Greeter extends Remote {}

    /** Leaves a trace when a stream makes one. */
    static class Gadget implements Serializable, Remote {
        static final AtomicInteger MADE = new AtomicInteger();

        private void readObject(ObjectInputStream in) {
            MADE.incrementAndGet();
        }
    }

    static final class GadgetHandler extends Gadget implements InvocationHandler {
        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            throw new AssertionError("called");
        }
    }

    abstract static class Connecting implements RMIClientSocketFactory, Serializable {
        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("never called");
        }
    }

    static final class GadgetFactory extends Gadget implements RMIClientSocketFactory {
        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("never called");
        }
    }

    static class Tuned extends Connecting {
        boolean nagle = true;
        byte level = 1;
        char kind = 'k';
        short tries = 2;
        int timeout = 3;
        float ratio = 4;
        long bytes = 5;
        double share = 6;
    }

    enum Mode {
        PLAIN,
        CLEVER {
            @Override
            public String toString() {
                return "clever";
            }
        }
    }

    record Proxied(String host, int port, Mode mode) implements Serializable {}

    /** One of everything that a stream can hold. */
    static final class Rich extends Tuned {
        Object something;
        String name = "name";
        String type = "Ljava/lang/String;";
        String empty = "";
        byte[] key = {1, 2, 3};
        long[] numbers = {4, 5};
        int[][] table = {{1}, {}, null};
        String[] hosts = {"a", "b", "a", null};
        Object[] mixed = {1, "a", Mode.PLAIN, new Proxied("h", 1, Mode.CLEVER), this};
        Mode mode = Mode.CLEVER;
        Map<String, Object> settings = new HashMap<>(Map.of("x", List.of(1, 2L, 3.0)));
        List<Rich> friends = new ArrayList<>(List.of(this));
        java.math.BigDecimal price = new java.math.BigDecimal("12.50");
    }

    /** Writes more than a block can hold, in the middle of values. */
    static final class SelfWriting extends Connecting {
        private int count = 7;
        private transient List<Object> rest = List.of("x", 1);

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.write(new byte[100]);
            out.writeObject(rest.get(0));
            out.write(new byte[3_000]);
            out.writeUTF("end");
            out.writeObject(rest.get(1));
        }
    }

    /** Writes its field nowhere, or late. */
    static final class Irregular extends Connecting {
        private Object field = "field";
        private final transient boolean late;

        Irregular(boolean late) {
            this.late = late;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(1);
            out.writeObject("before");
            if (late) {
                out.defaultWriteObject();
            }
            out.writeInt(2);
        }
    }

    enum Constant implements RMIClientSocketFactory {
        ONLY;

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("never called");
        }
    }

    static final class Holding extends Connecting {
        final Object held;

        Holding(Object held) {
            this.held = held;
        }
    }

    public static final class Private extends Connecting implements Externalizable {
        public Private() {
            Gadget.MADE.incrementAndGet();
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF("known to me alone");
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            in.readUTF();
        }
    }

    @SuppressWarnings("deprecation") // what rmic made
    static final class Greeter_Stub extends RemoteStub implements Greeter {
        Greeter_Stub(RemoteRef ref) {
            super(ref);
        }
    }

    @SuppressWarnings("deprecation")
    static final class WithField_Stub extends RemoteStub implements Greeter {
        int field = 1;

        WithField_Stub(RemoteRef ref) {
            super(ref);
        }
    }
}
