package dev.hearth.core.wire.marshal;

import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values and collections of the JDK whose serial form its javadoc specifies.
 *
 * <p>The form is compared with the running JDK's once: a class that has other fields there is left to the object stream.
 */
final class JdkForms {

    private static final float LOAD_FACTOR = 0.75f;
    private static final int FEWEST_BUCKETS = 16;

    /** What a {@link BigInteger} writes in place of numbers that only old JDKs read. */
    private static final int UNKNOWN = -1;

    private static final int UNKNOWN_BEFORE_FIRST = -2;

    private record Known(List<String> fields, PlainForm form) {}

    private JdkForms() {}

    /** The form of this class; null if it is none of them. */
    static @Nullable PlainForm of(Class<?> type, Description description) {
        Known known = known(type, description);
        if (known == null) {
            return null;
        }
        List<String> fields = Arrays.stream(ObjectStreamClass.lookup(type).getFields())
                .map(ObjectStreamField::getName)
                .toList();
        return fields.equals(known.fields) ? known.form : PlainForm.UNUSUAL;
    }

    private static @Nullable Known known(Class<?> type, Description itself) {
        return switch (type.getName()) {
            case "java.lang.Boolean" -> value(itself, (box, out) -> out.write((Boolean) box ? 1 : 0));
            case "java.lang.Byte" -> value(itself, (box, out) -> out.write((Byte) box));
            case "java.lang.Character" -> value(itself, (box, out) -> out.writeShort((Character) box));
            case "java.lang.Short" -> value(itself, (box, out) -> out.writeShort((Short) box));
            case "java.lang.Integer" -> value(itself, (box, out) -> out.writeInt((Integer) box));
            case "java.lang.Long" -> value(itself, (box, out) -> out.writeLong((Long) box));
            case "java.lang.Float" -> value(itself, (box, out) -> out.writeInt(Float.floatToIntBits((Float) box)));
            case "java.lang.Double" ->
                value(itself, (box, out) -> out.writeLong(Double.doubleToLongBits((Double) box)));
            case "java.math.BigInteger" -> bigInteger(itself);
            case "java.math.BigDecimal" -> bigDecimal(itself);
            case "java.util.UUID" -> uuid(itself);
            case "java.util.Date" -> date(itself);
            case "java.util.ArrayList" -> new Known(List.of("size"), (list, to) -> list((List<?>) list, itself, to));
            case "java.util.HashMap" ->
                new Known(List.of("loadFactor", "threshold"), (map, to) -> map((Map<?, ?>) map, itself, to));
            case "java.util.HashSet", "java.util.LinkedHashSet" ->
                new Known(List.of(), (set, to) -> set((Set<?>) set, itself, to));
            default -> null;
        };
    }

    private interface ValueOf {
        void write(Object box, ReplyBuffer out);
    }

    private static Known value(Description itself, ValueOf value) {
        return new Known(List.of("value"), (box, to) -> {
            to.begin(box, itself);
            value.write(box, to.out());
        });
    }

    private static Known bigInteger(Description itself) {
        Description bytes = descriptionOf(byte[].class);
        List<String> fields =
                List.of("bitCount", "bitLength", "firstNonzeroByteNum", "lowestSetBit", "signum", "magnitude");
        return new Known(fields, (number, to) -> {
            to.begin(number, itself);
            digits((BigInteger) number, bytes, to);
        });
    }

    private static void digits(BigInteger number, Description bytes, PlainWriter to) {
        ReplyBuffer out = to.out();
        out.writeInt(UNKNOWN);
        out.writeInt(UNKNOWN);
        out.writeInt(UNKNOWN_BEFORE_FIRST);
        out.writeInt(UNKNOWN_BEFORE_FIRST);
        out.writeInt(number.signum());
        byte[] magnitude = number.abs().toByteArray();
        int start = magnitude[0] == 0 ? 1 : 0; // the sign's
        to.beginArray(null, bytes, magnitude.length - start, 1);
        out.write(magnitude, start, magnitude.length - start);
        to.endOfClass();
    }

    private static Known bigDecimal(Description itself) {
        Description integer = descriptionOf(BigInteger.class);
        Description bytes = descriptionOf(byte[].class);
        return new Known(List.of("scale", "intVal"), (object, to) -> {
            BigDecimal number = (BigDecimal) object;
            to.begin(number, itself);
            to.out().writeInt(number.scale());
            to.beginOwned(integer);
            digits(number.unscaledValue(), bytes, to);
            to.endOfClass();
        });
    }

    private static Known uuid(Description itself) {
        return new Known(List.of("leastSigBits", "mostSigBits"), (object, to) -> {
            UUID id = (UUID) object;
            to.begin(id, itself);
            to.out().writeLong(id.getLeastSignificantBits());
            to.out().writeLong(id.getMostSignificantBits());
        });
    }

    private static Known date(Description itself) {
        return new Known(List.of(), (date, to) -> {
            to.begin(date, itself);
            to.block(Long.BYTES);
            to.out().writeLong(((Date) date).toInstant().toEpochMilli());
            to.endOfClass();
        });
    }

    private static void list(List<?> list, Description itself, PlainWriter to) {
        int size = list.size();
        to.begin(list, itself);
        to.out().writeInt(size);
        to.block(Integer.BYTES);
        to.out().writeInt(size);
        int written = 0;
        for (Object each : list) {
            to.value(each);
            written++;
        }
        requireAll(written, size);
        to.endOfClass();
    }

    private static void map(Map<?, ?> map, Description itself, PlainWriter to) {
        int size = map.size();
        int buckets = buckets(size);
        to.begin(map, itself);
        to.out().writeInt(Float.floatToIntBits(LOAD_FACTOR));
        to.out().writeInt((int) (buckets * LOAD_FACTOR));
        to.block(2 * Integer.BYTES);
        to.out().writeInt(buckets);
        to.out().writeInt(size);
        int written = 0;
        for (Map.Entry<?, ?> each : map.entrySet()) {
            to.value(each.getKey());
            to.value(each.getValue());
            written++;
        }
        requireAll(written, size);
        to.endOfClass();
    }

    private static void set(Set<?> set, Description itself, PlainWriter to) {
        int size = set.size();
        to.begin(set, itself);
        to.block(3 * Integer.BYTES);
        to.out().writeInt(buckets(size));
        to.out().writeInt(Float.floatToIntBits(LOAD_FACTOR));
        to.out().writeInt(size);
        int written = 0;
        for (Object each : set) {
            to.value(each);
            written++;
        }
        requireAll(written, size);
        to.endOfClass();
    }

    private static int buckets(int size) {
        long wanted = (long) (size / LOAD_FACTOR) + 1;
        return (int) Math.max(FEWEST_BUCKETS, Long.highestOneBit(Math.min(wanted, 1 << 29)) << 1);
    }

    /** A collection that another thread changes meanwhile is the object stream's to tell. */
    private static void requireAll(int written, int size) {
        if (written != size) {
            throw new UnusualException();
        }
    }

    private static Description descriptionOf(Class<?> type) {
        Description description = Description.of(type);
        if (description == null) {
            throw new IllegalStateException(type + " is serializable in every JDK");
        }
        return description;
    }
}
