package dev.hearth.core.wire.marshal;

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

/** What tests pass around. The classes in {@link Own} count as the deployment's own, those in {@link Strange} don't. */
final class Samples {

    private Samples() {}

    static boolean own(String className) {
        return className.startsWith(Own.class.getName());
    }

    /** The deployment's. */
    static final class Own {
        private Own() {}

        interface Listener extends Remote {
            String heard(String what) throws RemoteException;
        }

        /** As {@code rmic} made them. */
        @SuppressWarnings("deprecation")
        public static final class Ear_Stub extends java.rmi.server.RemoteStub implements Listener {
            private static final long serialVersionUID = 2;

            public Ear_Stub(java.rmi.server.RemoteRef ref) {
                super(ref);
            }

            @Override
            public String heard(String what) {
                throw new UnsupportedOperationException("only written");
            }
        }

        interface Task {
            Object run();
        }

        enum Colour {
            RED,
            GREEN {
                @Override
                public String toString() {
                    return "green";
                }
            }
        }

        record Point(int x, int y) implements Serializable {}

        record Pair(Object one, Object other) implements Serializable {}

        /** Goes on as if nothing had happened. */
        static final class Forgiving implements Serializable {
            private void readObject(ObjectInputStream in) throws ClassNotFoundException {
                try {
                    Object unused = in.readObject();
                } catch (IOException refused) {
                    Strange.AWAKENED.incrementAndGet();
                }
            }
        }

        static class Node implements Serializable {
            Object value;
            Node next;

            Node(Object value, Node next) {
                this.value = value;
                this.next = next;
            }
        }

        static final class Box implements Serializable {
            final String text;
            final Point point;

            Box(String text, Point point) {
                this.text = text;
                this.point = point;
            }
        }

        static class Refused extends Exception {
            final Point where;

            Refused(String message, Point where, Throwable cause) {
                super(message, cause);
                this.where = where;
            }
        }

        interface Service extends Remote {
            Object any(Object value) throws RemoteException;

            String text(String value) throws RemoteException;

            byte[] bytes(byte[] value) throws RemoteException;

            long mixed(int a, String b, long c, byte[] d, boolean e, String f, double g) throws RemoteException;

            void nothing() throws RemoteException;

            Box box(Box value) throws RemoteException;

            Colour[] colours(Colour[] value) throws RemoteException;

            Map<String, List<Point>> points(Map<String, List<Point>> value) throws RemoteException;

            Object task(Task task) throws RemoteException;

            String subscribe(Listener listener) throws RemoteException;

            Service self() throws RemoteException;

            Remote made() throws RemoteException;

            String same(Service other) throws RemoteException;

            Throwable failing(String how) throws RemoteException, Refused;
        }
    }

    /** Somebody else's, as a library's in the same class path. */
    static final class Strange {

        static final AtomicInteger AWAKENED = new AtomicInteger();

        private Strange() {}

        static class Gadget implements Serializable {
            private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
                AWAKENED.incrementAndGet();
                in.defaultReadObject();
            }
        }

        public static class ExternalGadget implements Externalizable {
            public ExternalGadget() {
                AWAKENED.incrementAndGet();
            }

            @Override
            public void writeExternal(ObjectOutput out) {}

            @Override
            public void readExternal(ObjectInput in) {
                AWAKENED.incrementAndGet();
            }
        }

        enum EnumGadget {
            ONLY;

            static {
                AWAKENED.incrementAndGet();
            }
        }

        record RecordGadget(int x) implements Serializable {
            RecordGadget {
                AWAKENED.incrementAndGet();
            }
        }

        interface RemoteGadget extends Remote {
            void call() throws RemoteException;
        }

        @SuppressWarnings("deprecation")
        public static final class Gadget_Stub extends java.rmi.server.RemoteStub implements RemoteGadget {
            private static final long serialVersionUID = 2;

            public Gadget_Stub(java.rmi.server.RemoteRef ref) {
                super(ref);
            }

            @Override
            public void call() {
                throw new UnsupportedOperationException("only written");
            }
        }

        /** A client's own task: not the deployment's, but of its type. */
        static class PiTask implements Own.Task, Serializable {
            @Override
            public Object run() {
                return 3.14;
            }
        }

        static class Failure extends Exception {}

        static class ExactFailure extends Failure {}

        static class LibraryException extends RuntimeException {
            LibraryException(String message, Throwable cause) {
                super(message, cause);
            }
        }

        static class NotSerializable {}
    }
}
