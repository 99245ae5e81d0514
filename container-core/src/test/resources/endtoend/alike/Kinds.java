package alike;

import java.io.IOException;
import java.io.Serializable;
import java.rmi.MarshalledObject;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Map;

/** Methods of every form that a remote interface can have. */
public interface Kinds extends Left, Values.Right, Typed<String, Values.Declared> {

    @Override
    String narrowed() throws RemoteException;

    @Override
    String typed(String value) throws RemoteException, Values.Declared;

    boolean flip(boolean value) throws RemoteException;

    byte less(byte value) throws RemoteException;

    short less(short value) throws RemoteException;

    char less(char value) throws RemoteException;

    int less(int value) throws RemoteException;

    long less(long value) throws RemoteException;

    float less(float value) throws RemoteException;

    double less(double value) throws RemoteException;

    String mixed(
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
            boolean j)
            throws RemoteException;

    void nothing() throws RemoteException;

    void nothing(Object value) throws RemoteException;

    default String byDefault(String value) throws RemoteException {
        return "default " + value + " " + same();
    }

    Object echo(Object value) throws RemoteException;

    Serializable echo(Serializable value) throws RemoteException;

    /** What the server sees. */
    String seen(Object value) throws RemoteException;

    String seenAll(Object... values) throws RemoteException;

    String joined(String first, String... rest) throws RemoteException;

    String written(StringBuffer first, StringBuilder second) throws RemoteException;

    String written(java.math.MathContext value) throws RemoteException;

    String written(java.net.InetAddress first, java.net.InetSocketAddress second) throws RemoteException;

    int[][] grid(int[][] value) throws RemoteException;

    Values.Colour[] colours(Values.Colour... values) throws RemoteException;

    Comparable<?>[] comparables(Comparable<?>[] values) throws RemoteException;

    Values.Pair<Values.Point, List<Values.Point>> pair(Values.Pair<Values.Point, List<Values.Point>> value)
            throws RemoteException;

    Map<String, ? extends List<Values.Point>> points(Map<String, ? extends List<Values.Point>> value)
            throws RemoteException;

    <T extends Number & Comparable<T>> T most(List<T> values) throws RemoteException;

    <K extends Comparable<K>, V> Map<K, V[]> mapped(K key, V[] values) throws RemoteException;

    byte[] bytes(byte[] value) throws RemoteException;

    String text(String value) throws RemoteException;

    List<Integer> numbers(int count) throws RemoteException;

    int sum(List<Integer> numbers) throws RemoteException;

    String marshalled(MarshalledObject<?> value) throws RemoteException;

    Object throwing(String what) throws RemoteException, IOException, Values.Declared;

    Object returning(String what) throws RemoteException;

    Values.Person older(Values.Person person) throws RemoteException;
}
