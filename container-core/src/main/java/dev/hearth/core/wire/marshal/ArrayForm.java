package dev.hearth.core.wire.marshal;

/** Arrays: their length and their elements. */
final class ArrayForm {

    private ArrayForm() {}

    static PlainForm of(Class<?> type, Description description) {
        Kind kind = Kind.of(type.getComponentType());
        return switch (kind) {
            case BOOLEAN -> (array, to) -> booleans((boolean[]) array, description, to);
            case BYTE -> (array, to) -> bytes((byte[]) array, description, to);
            case CHAR -> (array, to) -> chars((char[]) array, description, to);
            case SHORT -> (array, to) -> shorts((short[]) array, description, to);
            case INT -> (array, to) -> ints((int[]) array, description, to);
            case FLOAT -> (array, to) -> floats((float[]) array, description, to);
            case LONG -> (array, to) -> longs((long[]) array, description, to);
            case DOUBLE -> (array, to) -> doubles((double[]) array, description, to);
            case VOID, TEXT, BYTES, OBJECT -> (array, to) -> objects((Object[]) array, description, to);
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
        for (int each : array) {
            to.out().writeInt(each);
        }
    }

    private static void floats(float[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Float.BYTES);
        for (float each : array) {
            to.out().writeInt(Float.floatToIntBits(each));
        }
    }

    private static void longs(long[] array, Description description, PlainWriter to) {
        to.beginArray(array, description, array.length, Long.BYTES);
        for (long each : array) {
            to.out().writeLong(each);
        }
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
}
