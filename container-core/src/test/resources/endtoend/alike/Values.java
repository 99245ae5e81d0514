package alike;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Objects;

/** Values that travel, of every kind that serialization knows. */
public final class Values {

    private Values() {}

    /** The other interface with methods of the same names. */
    interface Right extends Remote {
        String same() throws RemoteException;

        String over(long value) throws RemoteException;

        String over(String value) throws RemoteException;

        Serializable narrowed() throws RemoteException;
    }

    public enum Colour {
        RED,
        GREEN {
            @Override
            String tone() {
                return "soft";
            }
        };

        String tone() {
            return "loud";
        }
    }

    public record Point(int x, int y) implements Serializable {
        public Point {
            if (x < 0) {
                throw new IllegalArgumentException("x is negative");
            }
        }
    }

    public record Pair<A, B>(A first, B second) implements Serializable {}

    public record Box(Pair<Point, Colour> content, int[] sizes, List<Box> boxes) implements Serializable {
        @Override
        public String toString() {
            return "Box[" + content + ", " + sizes.length + ", " + boxes + "]";
        }
    }

    public sealed interface Shape extends Serializable permits Circle, Square {}

    public record Circle(double radius) implements Shape {}

    public record Square(double side) implements Shape {}

    /** Writes itself. */
    public static final class External implements Externalizable {
        private String text = "";
        private Object part;

        public External() {}

        public External(String text, Object part) {
            this.text = text;
            this.part = part;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(text);
            out.writeObject(part);
            out.writeLong(7);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException {
            text = in.readUTF();
            part = in.readObject();
            if (in.readLong() != 7) {
                throw new InvalidObjectException("no 7");
            }
        }

        @Override
        public String toString() {
            return "External(" + text + ", " + Show.of(part) + ")";
        }
    }

    /** There is one only, wherever it is read. */
    public static final class Only implements Serializable {
        public static final Only ONE = new Only();

        private Only() {}

        private Object readResolve() {
            return ONE;
        }

        @Override
        public String toString() {
            return this == ONE ? "the only one" : "another one";
        }
    }

    /** Is written as something else. */
    public static final class Range implements Serializable {
        private final int low;
        private final int high;

        public Range(int low, int high) {
            this.low = low;
            this.high = high;
        }

        private Object writeReplace() {
            return new Written(low + ".." + high);
        }

        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw new InvalidObjectException("written as it is");
        }

        @Override
        public String toString() {
            return "Range " + low + " to " + high;
        }

        private record Written(String text) implements Serializable {
            private Object readResolve() {
                String[] ends = text.split("\\.\\.");
                return new Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
            }
        }
    }

    /** Writes more than its fields. */
    public static class Base implements Serializable {
        private transient String extra = "extra";
        protected final Object field;

        public Base(Object field) {
            this.field = field;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeUTF("written " + extra);
            out.writeObject(new int[] {1, 2});
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            extra = in.readUTF() + ((int[]) in.readObject()).length;
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + "(" + extra + ", " + Show.of(field) + ")";
        }
    }

    public static final class Derived extends Base {
        private final long[] own = {3};

        public Derived(Object field) {
            super(field);
        }

        @Override
        public String toString() {
            return super.toString() + own[0];
        }
    }

    /** A link of a chain, or of a ring. */
    public static final class Link implements Serializable {
        public final int number;
        public Link next;

        public Link(int number, Link next) {
            this.number = number;
            this.next = next;
        }

        public static Link chain(int length) {
            Link chain = null;
            for (int i = 0; i < length; i++) {
                chain = new Link(i, chain);
            }
            return chain;
        }

        @Override
        public String toString() {
            int length = 1;
            Link each = next;
            while (each != null && each != this) {
                each = each.next;
                length++;
            }
            return (each == null ? "chain of " : "ring of ") + length;
        }
    }

    /** Can't be written. */
    public static final class Unfit {}

    /** Holds one that can't. */
    public record Holder(Object held) implements Serializable {}

    public static class Declared extends Exception {
        private final Point where;

        public Declared(String message, Throwable cause, Point where) {
            super(message, cause);
            this.where = where;
        }

        @Override
        public String toString() {
            return super.toString() + " at " + where;
        }
    }

    public static final class Undeclared extends RuntimeException {
        public Undeclared(String message) {
            super(message);
        }
    }

    /** A person, whose class has changed at one side: see the test. */
    public static final class Person implements Serializable {
        private static final long serialVersionUID = 1;
        public String name = "";
        public int age; // not at the other side

        @Override
        public boolean equals(Object other) {
            return other instanceof Person person && Objects.equals(name, person.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
