package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values and collections of the JDK whose serial form its javadoc specifies.
 *
 * <p>The form is compared with the running JDK's once: a class that has other fields there is left to the object stream.
 */
final class JdkForms {

    /** What a {@link BigInteger} writes in place of numbers that only old JDKs read. */
    private static final int UNKNOWN = -1;

    private static final int UNKNOWN_BEFORE_FIRST = -2;

    /**
     * A form that holds for a class with these fields.
     *
     * @param fields their names, in the order of the stream
     */
    record Known(List<String> fields, PlainForm form) {}

    private JdkForms() {}

    static Known known(List<String> fields, PlainForm.Writing writing, PlainForm.Reading reading) {
        return new Known(fields, PlainForm.of(writing, reading));
    }

    /** The form of this class; null if it is none of them. */
    static @Nullable PlainForm of(Class<?> type, Description description) {
        if (type.getClassLoader() != null) {
            return null;
        }
        PlainForm time = TimeForms.of(type);
        if (time != null) {
            return time;
        }
        Known collection = CollectionForms.of(type, description);
        Known known = collection != null ? collection : value(type, description);
        if (known == null) {
            return null;
        }
        List<String> fields = Arrays.stream(ObjectStreamClass.lookup(type).getFields())
                .map(ObjectStreamField::getName)
                .toList();
        return fields.equals(known.fields) ? known.form : PlainForm.UNUSUAL;
    }

    private static @Nullable Known value(Class<?> type, Description itself) {
        return switch (type.getName()) {
            case "java.lang.Boolean" ->
                box(itself, (box, out) -> out.write((Boolean) box ? 1 : 0), tape -> tape.next() != 0);
            case "java.lang.Byte" -> box(itself, (box, out) -> out.write((Byte) box), tape -> (byte) tape.next());
            case "java.lang.Character" ->
                box(itself, (box, out) -> out.writeShort((Character) box), tape -> (char) tape.nextShort());
            case "java.lang.Short" -> box(itself, (box, out) -> out.writeShort((Short) box), Tape::nextShort);
            case "java.lang.Integer" -> box(itself, (box, out) -> out.writeInt((Integer) box), Tape::nextInt);
            case "java.lang.Long" -> box(itself, (box, out) -> out.writeLong((Long) box), Tape::nextLong);
            case "java.lang.Float" ->
                box(
                        itself,
                        (box, out) -> out.writeInt(Float.floatToIntBits((Float) box)),
                        tape -> Float.intBitsToFloat(tape.nextInt()));
            case "java.lang.Double" ->
                box(
                        itself,
                        (box, out) -> out.writeLong(Double.doubleToLongBits((Double) box)),
                        tape -> Double.longBitsToDouble(tape.nextLong()));
            case "java.math.BigInteger" -> bigInteger(itself);
            case "java.math.BigDecimal" -> bigDecimal(itself);
            case "java.util.UUID" -> uuid(itself);
            case "java.util.Date" -> date(itself);
            default -> null;
        };
    }

    private interface Unboxing {
        void write(Object box, ReplyBuffer out);
    }

    private interface Boxing {
        Object read(Tape tape) throws IOException;
    }

    private static Known box(Description itself, Unboxing unboxing, Boxing boxing) {
        return known(
                List.of("value"),
                (box, to) -> {
                    to.begin(box, itself);
                    unboxing.write(box, to.out());
                },
                from -> from.finish(from.reserve(), boxing.read(from.tape())));
    }

    private static Known bigInteger(Description itself) {
        Description bytes = descriptionOf(byte[].class);
        List<String> fields =
                List.of("bitCount", "bitLength", "firstNonzeroByteNum", "lowestSetBit", "signum", "magnitude");
        return known(
                fields,
                (number, to) -> {
                    to.begin(number, itself);
                    digits((BigInteger) number, bytes, to);
                },
                JdkForms::bigInteger);
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

    private static Object bigInteger(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        Tape tape = from.tape();
        tape.take(4 * Integer.BYTES);
        int signum = tape.nextInt();
        if (!(from.value() instanceof byte[] magnitude)) {
            throw new UnusualException();
        }
        from.endOfClass();
        BigInteger read = new BigInteger(signum, magnitude);
        if (read.signum() != signum) {
            throw new UnusualException();
        }
        return from.finish(number, read);
    }

    private static Object bigDecimal(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        int scale = from.tape().nextInt();
        if (!(from.value() instanceof BigInteger unscaled)) {
            throw new UnusualException();
        }
        from.endOfClass();
        return from.finish(number, new BigDecimal(unscaled, scale));
    }

    private static Known bigDecimal(Description itself) {
        Description integer = descriptionOf(BigInteger.class);
        Description bytes = descriptionOf(byte[].class);
        return known(
                List.of("scale", "intVal"),
                (object, to) -> {
                    BigDecimal number = (BigDecimal) object;
                    to.begin(number, itself);
                    to.out().writeInt(number.scale());
                    to.beginOwned(integer);
                    digits(number.unscaledValue(), bytes, to);
                    to.endOfClass();
                },
                JdkForms::bigDecimal);
    }

    private static Known uuid(Description itself) {
        return known(
                List.of("leastSigBits", "mostSigBits"),
                (object, to) -> {
                    UUID id = (UUID) object;
                    to.begin(id, itself);
                    to.out().writeLong(id.getLeastSignificantBits());
                    to.out().writeLong(id.getMostSignificantBits());
                },
                from -> {
                    int number = from.reserve();
                    long least = from.tape().nextLong();
                    return from.finish(number, new UUID(from.tape().nextLong(), least));
                });
    }

    private static Known date(Description itself) {
        return known(
                List.of(),
                (date, to) -> {
                    to.begin(date, itself);
                    to.block(Long.BYTES);
                    to.out().writeLong(((Date) date).toInstant().toEpochMilli());
                    to.endOfClass();
                },
                from -> {
                    int number = from.reserve();
                    from.block(Long.BYTES);
                    Date date = Date.from(Instant.ofEpochMilli(from.tape().nextLong()));
                    from.endOfClass();
                    return from.finish(number, date);
                });
    }

    static Description descriptionOf(Class<?> type) {
        Description description = Description.of(type);
        if (description == null) {
            throw new IllegalStateException(type + " is serializable in every JDK");
        }
        return description;
    }
}
