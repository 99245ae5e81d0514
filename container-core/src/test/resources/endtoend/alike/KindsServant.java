package alike;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.rmi.MarshalledObject;
import java.rmi.NoSuchObjectException;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Plain, so that the JDK can export it as well as the container. */
public class KindsServant implements Kinds {

    public KindsServant() {}

    @Override
    public String same() {
        return "same";
    }

    @Override
    public String over(int value) {
        return "int " + value;
    }

    @Override
    public String over(long value) {
        return "long " + value;
    }

    @Override
    public String over(String value) {
        return "String " + value;
    }

    @Override
    public String over(Object value) {
        return "Object " + value;
    }

    @Override
    public String narrowed() {
        return "narrowed";
    }

    @Override
    public String typed(String value) throws Values.Declared {
        if (value.isEmpty()) {
            throw new Values.Declared("empty", null, null);
        }
        return "typed " + value;
    }

    @Override
    public List<? extends String> listed(String value, List<? super String> more) {
        List<String> all = new ArrayList<>();
        all.add(value);
        more.forEach(each -> all.add("more " + each));
        return all;
    }

    @Override
    public boolean flip(boolean value) {
        return !value;
    }

    @Override
    public byte less(byte value) {
        return (byte) (value - 1);
    }

    @Override
    public short less(short value) {
        return (short) (value - 1);
    }

    @Override
    public char less(char value) {
        return (char) (value - 1);
    }

    @Override
    public int less(int value) {
        return value - 1;
    }

    @Override
    public long less(long value) {
        return value - 1;
    }

    @Override
    public float less(float value) {
        return value - 1;
    }

    @Override
    public double less(double value) {
        return value - 1;
    }

    @Override
    public String mixed(
            byte a,
            Object o,
            char c,
            String s,
            short d,
            int e,
            long[] p,
            long f,
            Values.Colour g,
            float h,
            double i,
            Integer box,
            boolean j) {
        return Show.of(new Object[] {a, o, c, s, d, e, p, f, g, h, i, box, j});
    }

    @Override
    public void nothing() {}

    @Override
    public void nothing(Object value) {}

    @Override
    public Object echo(Object value) {
        return value;
    }

    @Override
    public java.io.Serializable echo(java.io.Serializable value) {
        return value;
    }

    @Override
    public String seen(Object value) {
        return Show.of(value);
    }

    @Override
    public String seenAll(Object... values) {
        StringBuilder same = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                same.append(values[i] == values[j] ? " " + i + "==" + j : "");
            }
        }
        return Show.of(values) + same;
    }

    @Override
    public String joined(String first, String... rest) {
        return first + Arrays.toString(rest);
    }

    @Override
    public int[][] grid(int[][] value) {
        return value;
    }

    @Override
    public Values.Colour[] colours(Values.Colour... values) {
        return values;
    }

    @Override
    public Comparable<?>[] comparables(Comparable<?>[] values) {
        return values;
    }

    @Override
    public Values.Pair<Values.Point, List<Values.Point>> pair(Values.Pair<Values.Point, List<Values.Point>> value) {
        return new Values.Pair<>(value.second().get(0), List.of(value.first()));
    }

    @Override
    public Map<String, ? extends List<Values.Point>> points(Map<String, ? extends List<Values.Point>> value) {
        return value;
    }

    @Override
    public <T extends Number & Comparable<T>> T most(List<T> values) {
        return Collections.max(values);
    }

    @Override
    public <K extends Comparable<K>, V> Map<K, V[]> mapped(K key, V[] values) {
        return new TreeMap<>(Map.of(key, values));
    }

    @Override
    public byte[] bytes(byte[] value) {
        for (int i = 0; i < value.length; i++) {
            value[i]++;
        }
        return value;
    }

    @Override
    public String text(String value) {
        return value + "!";
    }

    @Override
    public List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Override
    public int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String marshalled(MarshalledObject<?> value) {
        try {
            return Show.of(value.get());
        } catch (IOException | ClassNotFoundException unreadable) {
            return "unreadable: " + unreadable.getClass().getName();
        }
    }

    @Override
    public Object throwing(String what) throws IOException, Values.Declared {
        switch (what) {
            case "declared" -> {
                Values.Declared declared = new Values.Declared(
                        "no", new IllegalStateException("why", new Values.Undeclared("deep")), new Values.Point(1, 2));
                declared.addSuppressed(new IOException("by the way"));
                throw declared;
            }
            case "subclass of declared" -> throw new FileNotFoundException("file");
            case "runtime" -> throw new IllegalArgumentException("runtime", new Values.Undeclared("cause"));
            case "own" -> throw new Values.Undeclared("own");
            case "lacking" -> throw new Lacking("the client does not have me");
            case "caused by lacking" -> throw new IllegalStateException("outer", new Lacking("inner"));
            case "remote" -> throw new RemoteException("remote", new IOException("inside"));
            case "no such object" -> throw new NoSuchObjectException("another's");
            case "error" -> throw new AssertionError("wrong");
            case "own error" -> throw new StackOverflowError();
            case "unfit" -> throw new UnfitException("unfit");
            case "cause of itself" -> throw new OwnCause();
            case "null pointer" -> throw new NullPointerException();
            case "array" -> throw new ArrayIndexOutOfBoundsException("of " + what);
            default -> throw new UnsupportedOperationException(what);
        }
    }

    @Override
    public Object returning(String what) {
        return switch (what) {
            case "optional" -> Optional.of("x");
            case "unfit" -> new Values.Unfit();
            case "holder" -> new Values.Holder(List.of(new Values.Unfit()));
            case "builder" -> new StringBuilder("built");
            case "exception" -> new Values.Undeclared("as a value");
            case "lacking" -> new Lacking("as a value");
            case "shared" -> {
                Values.Point shared = new Values.Point(3, 4);
                yield new Object[] {shared, shared, new Values.Point(3, 4)};
            }
            case "ring" -> {
                Values.Link last = new Values.Link(2, null);
                Values.Link first = new Values.Link(1, last);
                last.next = first;
                yield first;
            }
            case "chain" -> Values.Link.chain(500);
            default -> null;
        };
    }

    @Override
    public Values.Person older(Values.Person person) {
        person.age++;
        person.name += " is " + person.age;
        return person;
    }

    private static final class UnfitException extends RuntimeException {
        private final Values.Unfit part = new Values.Unfit();

        UnfitException(String message) {
            super(message);
        }
    }

    private static final class OwnCause extends RuntimeException {
        @Override
        public synchronized Throwable getCause() {
            return null;
        }

        @Override
        public String getMessage() {
            return "I say so";
        }
    }

    public String written(StringBuffer first, StringBuilder second) {
        return first.append(second).toString();
    }

    public String written(java.math.MathContext value) {
        return value.toString();
    }

    public String written(java.net.InetAddress first, java.net.InetSocketAddress second) {
        return first + " " + second;
    }
}
