package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How objects of a class are made from their fields as these stand in a stream. Immutable, thread-safe. */
abstract class Making {

    /** Later JDKs warn of those who write to final fields, or forbid it, but for their own object streams. */
    private static final boolean FINAL_FIELDS_ARE_FINAL = Runtime.version().feature() >= 26;

    private final Kind[] kinds;

    private Making(Kind[] kinds) {
        this.kinds = kinds;
    }

    /**
     * Null if the class decides what becomes of what is read, or can't be made here.
     *
     * @param fields in the order of the stream, opened
     * @param kinds theirs
     */
    static @Nullable Making of(Class<?> type, Field[] fields, Kind[] kinds) throws ReflectiveOperationException {
        if (decidesWhatItReads(type) || ofTheJdk(type)) {
            return null;
        }
        if (type.isRecord()) {
            return ByConstructor.of(type, fields, kinds);
        }
        boolean finals = Arrays.stream(fields).anyMatch(field -> Modifier.isFinal(field.getModifiers()));
        @Nullable Constructor<?> constructor = finals && FINAL_FIELDS_ARE_FINAL ? null : Instances.of(type);
        return constructor == null ? null : new ByFields(constructor, fields, kinds);
    }

    /** The JDK knows more about its own classes than their fields say. */
    private static boolean ofTheJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
    }

    /** Also by a method that the JDK would not call: in doubt the object stream knows. */
    private static boolean decidesWhatItReads(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Method method : each.getDeclaredMethods()) {
                String name = method.getName();
                boolean ends = (name.equals("readResolve") || name.equals("readObjectNoData"))
                        && method.getParameterCount() == 0;
                boolean reads = name.equals("readObject")
                        && method.getParameterCount() == 1
                        && method.getParameterTypes()[0] == ObjectInputStream.class;
                if (ends || reads) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Reads an object, from behind its class's description to its last byte, and gives it its number. */
    abstract Object read(PlainReader from) throws IOException, ReflectiveOperationException;

    int count() {
        return kinds.length;
    }

    @Nullable
    Object readField(int field, PlainReader from) throws IOException, ReflectiveOperationException {
        Tape tape = from.tape();
        return switch (kinds[field]) {
            case BOOLEAN -> tape.next() != 0;
            case BYTE -> (byte) tape.next();
            case CHAR -> (char) tape.nextShort();
            case SHORT -> tape.nextShort();
            case INT -> tape.nextInt();
            case FLOAT -> Float.intBitsToFloat(tape.nextInt());
            case LONG -> tape.nextLong();
            case DOUBLE -> Double.longBitsToDouble(tape.nextLong());
            case VOID, TEXT, BYTES, OBJECT -> from.value();
        };
    }

    /** A record is made when all its components have been read. */
    private static final class ByConstructor extends Making {
        private final Constructor<?> constructor;
        private final int[] places;

        private ByConstructor(Constructor<?> constructor, int[] places, Kind[] kinds) {
            super(kinds);
            this.constructor = constructor;
            this.places = places;
        }

        static Making of(Class<?> type, Field[] fields, Kind[] kinds) throws ReflectiveOperationException {
            RecordComponent[] components = type.getRecordComponents();
            List<String> names =
                    Arrays.stream(components).map(RecordComponent::getName).toList();
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            int[] places = Arrays.stream(fields)
                    .mapToInt(field -> names.indexOf(field.getName()))
                    .toArray();
            return new ByConstructor(constructor, places, kinds);
        }

        @Override
        Object read(PlainReader from) throws IOException, ReflectiveOperationException {
            int number = from.reserve();
            @Nullable Object[] values = new Object[places.length];
            for (int i = 0; i < places.length; i++) {
                values[places[i]] = readField(i, from);
            }
            return from.finish(number, constructor.newInstance(values));
        }
    }

    /**
     * Any other object is made first, for others may refer to it, and its fields are set when all have been read: an object
     * that meets it before finds it empty, as it does in an object stream.
     */
    private static final class ByFields extends Making {
        private final Constructor<?> constructor;
        private final Field[] fields;

        ByFields(Constructor<?> constructor, Field[] fields, Kind[] kinds) {
            super(kinds);
            this.constructor = constructor;
            this.fields = fields;
        }

        @Override
        Object read(PlainReader from) throws IOException, ReflectiveOperationException {
            Object made = constructor.newInstance();
            from.assign(made);
            @Nullable Object[] values = new Object[count()];
            for (int i = 0; i < values.length; i++) {
                values[i] = readField(i, from);
            }
            for (int i = 0; i < values.length; i++) {
                fields[i].set(made, values[i]);
            }
            return made;
        }
    }
}
