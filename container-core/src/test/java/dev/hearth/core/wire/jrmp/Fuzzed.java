package dev.hearth.core.wire.jrmp;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What the fuzzer calls, and the classes that it may send; all but the gadget count as the deployment's own. */
final class Fuzzed {

    /** Counts how often something of {@link Gadget} has run. */
    static final AtomicInteger AWAKENED = new AtomicInteger();

    private Fuzzed() {}

    static boolean own(String name) {
        return name.startsWith(Fuzzed.class.getName()) && !name.equals(Gadget.class.getName());
    }

    /** A method for each way in which arguments are read. */
    interface Calls extends Remote {
        Object any(Object value) throws RemoteException;

        long mixed(int a, String b, long c, byte[] d, boolean e) throws RemoteException;

        Map<String, List<Point>> map(Map<String, List<Point>> value) throws RemoteException;

        Calls remote(Calls other) throws RemoteException;

        Colour[] closed(String[] texts, Colour[] colours, Colour colour) throws RemoteException;
    }

    static final class Service implements Calls {

        @Override
        public Object any(Object value) {
            return value;
        }

        @Override
        public long mixed(int a, String b, long c, byte[] d, boolean e) {
            return a + c;
        }

        @Override
        public Map<String, List<Point>> map(Map<String, List<Point>> value) {
            return value;
        }

        @Override
        public Calls remote(Calls other) {
            return other;
        }

        @Override
        public Colour[] closed(String[] texts, Colour[] colours, Colour colour) {
            return colours;
        }
    }

    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, Object y) implements Serializable {}

    static final class Node implements Serializable {
        Object value;
        Node next;
        transient int count;

        Node(Object value, Node next) {
            this.value = value;
            this.next = next;
        }
    }

    public static final class External implements Externalizable {
        Object inside = "inside";

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeInt(1);
            out.writeObject(inside);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            in.readInt();
            inside = in.readObject();
        }
    }

    /** Somebody else's, on the same class path. */
    static final class Gadget implements Serializable {

        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            AWAKENED.incrementAndGet();
            in.defaultReadObject();
        }
    }
}
