package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arrays: their length and their elements. */
final class ArrayForm {

    private static final int REFERENCE = 4;

    private ArrayForm() {}

    static PlainForm of(Class<?> type, Description description) {
        Kind kind = Kind.of(type.getComponentType());
        return switch (kind) {
            case BOOLEAN ->
                PlainForm.of((array, to) -> booleans((boolean[]) array, description, to), ArrayForm::booleans);
            case BYTE -> PlainForm.of((array, to) -> bytes((byte[]) array, description, to), ArrayForm::bytes);
            case CHAR -> PlainForm.of((array, to) -> chars((char[]) array, description, to), ArrayForm::chars);
            case SHORT -> PlainForm.of((array, to) -> shorts((short[]) array, description, to), ArrayForm::shorts);
            case INT -> PlainForm.of((array, to) -> ints((int[]) array, description, to), ArrayForm::ints);
            case FLOAT -> PlainForm.of((array, to) -> floats((float[]) array, description, to), ArrayForm::floats);
            case LONG -> PlainForm.of((array, to) -> longs((long[]) array, description, to), ArrayForm::longs);
            case DOUBLE -> PlainForm.of((array, to) -> doubles((double[]) array, description, to), ArrayForm::doubles);
            case VOID, TEXT, BYTES, OBJECT ->
                PlainForm.of(
                        (array, to) -> objects((Object[]) array, description, to),
                        from -> objects(type.getComponentType(), from));
        };
    }

    private static void booleans(boolean[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, 1);
        for (boolean each : array) {
            to.out().write(each ? 1 : 0);
        }
    }

    private static void bytes(byte[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, 1);
        to.out().write(array);
    }

    private static void chars(char[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Character.BYTES);
        for (char each : array) {
            to.out().writeShort(each);
        }
    }

    private static void shorts(short[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Short.BYTES);
        for (short each : array) {
            to.out().writeShort(each);
        }
    }

    private static void ints(int[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Integer.BYTES);
        to.out().writeInts(array);
    }

    private static void floats(float[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Float.BYTES);
        for (float each : array) {
            to.out().writeInt(Float.floatToIntBits(each));
        }
    }

    private static void longs(long[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Long.BYTES);
        to.out().writeLongs(array);
    }

    private static void doubles(double[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Double.BYTES);
        for (double each : array) {
            to.out().writeLong(Double.doubleToLongBits(each));
        }
    }

    private static void objects(Object[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, 1);
        for (Object each : array) {
            to.value(each);
        }
    }

    /** Takes the elements, which have come when room is made for them; returns where the first lies. */
    private static int elements(PlainReader from, int length, int elementBytes) throws IOException {
        return from.tape().take(Math.multiplyExact(length, elementBytes));
    }

    private static int length(PlainReader from, int elementBytes) throws IOException {
        int length = from.tape().nextInt();
        if (length < 0
                || length > Tape.LONGEST / elementBytes
                || length > from.limits().arrayLength()) {
            throw new UnusualException();
        }
        return length;
    }

    private static boolean[] booleans(PlainReader from) throws IOException {
        int length = length(from, 1);
        int at = elements(from, length, 1);
        boolean[] array = new boolean[length];
        for (int i = 0; i < length; i++) {
            array[i] = from.tape().array()[at + i] != 0;
        }
        from.assign(array);
        return array;
    }

    private static byte[] bytes(PlainReader from) throws IOException {
        int length = length(from, 1);
        int at = elements(from, length, 1);
        byte[] array = Arrays.copyOfRange(from.tape().array(), at, at + length);
        from.assign(array);
        return array;
    }

    private static char[] chars(PlainReader from) throws IOException {
        int length = length(from, Character.BYTES);
        int at = elements(from, length, Character.BYTES);
        char[] array = new char[length];
        for (int i = 0; i < length; i++) {
            array[i] = (char) from.tape().shortAt(at + i * Character.BYTES);
        }
        from.assign(array);
        return array;
    }

    private static short[] shorts(PlainReader from) throws IOException {
        int length = length(from, Short.BYTES);
        int at = elements(from, length, Short.BYTES);
        short[] array = new short[length];
        for (int i = 0; i < length; i++) {
            array[i] = from.tape().shortAt(at + i * Short.BYTES);
        }
        from.assign(array);
        return array;
    }

    private static int[] ints(PlainReader from) throws IOException {
        int length = length(from, Integer.BYTES);
        int at = elements(from, length, Integer.BYTES);
        int[] array = new int[length];
        for (int i = 0; i < length; i++) {
            array[i] = from.tape().intAt(at + i * Integer.BYTES);
        }
        from.assign(array);
        return array;
    }

    private static float[] floats(PlainReader from) throws IOException {
        int length = length(from, Float.BYTES);
        int at = elements(from, length, Float.BYTES);
        float[] array = new float[length];
        for (int i = 0; i < length; i++) {
            array[i] = Float.intBitsToFloat(from.tape().intAt(at + i * Float.BYTES));
        }
        from.assign(array);
        return array;
    }

    private static long[] longs(PlainReader from) throws IOException {
        int length = length(from, Long.BYTES);
        int at = elements(from, length, Long.BYTES);
        long[] array = new long[length];
        for (int i = 0; i < length; i++) {
            array[i] = from.tape().longAt(at + i * Long.BYTES);
        }
        from.assign(array);
        return array;
    }

    private static double[] doubles(PlainReader from) throws IOException {
        int length = length(from, Double.BYTES);
        int at = elements(from, length, Double.BYTES);
        double[] array = new double[length];
        for (int i = 0; i < length; i++) {
            array[i] = Double.longBitsToDouble(from.tape().longAt(at + i * Double.BYTES));
        }
        from.assign(array);
        return array;
    }

    private static Object[] objects(Class<?> component, PlainReader from)
            throws IOException, ReflectiveOperationException {
        int length = from.length(from.tape().nextInt(), REFERENCE);
        @Nullable Object[] array = (Object[]) Array.newInstance(component, length);
        from.assign(array);
        for (int i = 0; i < length; i++) {
            array[i] = from.value();
        }
        return array;
    }
}
