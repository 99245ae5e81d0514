package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@code java.time}: each writes an object of one class in its place, {@code java.time.Ser}, which holds a byte for
 * its kind and what the serialized form of the kind specifies.
 */
final class TimeForms {

    private static final String SHARED = "java.time.Ser";

    private static final int DURATION = 1;
    private static final int INSTANT = 2;
    private static final int LOCAL_DATE = 3;
    private static final int LOCAL_TIME = 4;
    private static final int LOCAL_DATE_TIME = 5;
    private static final int OFFSET = 8;
    private static final int OFFSET_DATE_TIME = 10;

    /** What an offset counts in; others are written in seconds, behind the other number. */
    private static final int QUARTER_OF_AN_HOUR = 900;

    private static final int IN_SECONDS = 127;

    private interface Contents {
        void write(Object value, ReplyBuffer out);
    }

    private TimeForms() {}

    /** The form of this class; null if it is none of them. */
    static @Nullable PlainForm of(Class<?> type) {
        return switch (type.getName()) {
            case SHARED -> PlainForm.of(PlainForm.UNUSUAL::write, TimeForms::read);
            case "java.time.Duration" ->
                writing(type, DURATION, (value, out) -> {
                    out.writeLong(((Duration) value).toSeconds());
                    out.writeInt(((Duration) value).toNanosPart());
                });
            case "java.time.Instant" ->
                writing(type, INSTANT, (value, out) -> {
                    Instant moment = (Instant) value;
                    out.writeLong(moment.getEpochSecond());
                    out.writeInt(moment.getNano());
                });
            case "java.time.LocalDate" -> writing(type, LOCAL_DATE, (value, out) -> date((LocalDate) value, out));
            case "java.time.LocalTime" -> writing(type, LOCAL_TIME, (value, out) -> time((LocalTime) value, out));
            case "java.time.LocalDateTime" ->
                writing(type, LOCAL_DATE_TIME, (value, out) -> {
                    date(((LocalDateTime) value).toLocalDate(), out);
                    time(((LocalDateTime) value).toLocalTime(), out);
                });
            case "java.time.ZoneOffset" -> writing(type, OFFSET, (value, out) -> offset((ZoneOffset) value, out));
            case "java.time.OffsetDateTime" ->
                writing(type, OFFSET_DATE_TIME, (value, out) -> {
                    OffsetDateTime moment = (OffsetDateTime) value;
                    date(moment.toLocalDate(), out);
                    time(moment.toLocalTime(), out);
                    offset(moment.getOffset(), out);
                });
            default -> null;
        };
    }

    private static PlainForm writing(Class<?> type, int kind, Contents contents) {
        Description shared = shared(type);
        return shared == null
                ? PlainForm.UNUSUAL
                : (value, to) -> {
                    to.begin(value, shared); // whoever refers back to the value means what stands in its place
                    to.out().write(kind);
                    contents.write(value, to.out());
                };
    }

    private static @Nullable Description shared(Class<?> type) {
        try {
            return Description.of(Class.forName(SHARED, false, type.getClassLoader()));
        } catch (ClassNotFoundException otherJdk) {
            return null;
        }
    }

    private static void date(LocalDate date, ReplyBuffer out) {
        out.writeInt(date.getYear());
        out.write(date.getMonthValue());
        out.write(date.getDayOfMonth());
    }

    /** Its last part that is not zero is written as its complement. */
    private static void time(LocalTime time, ReplyBuffer out) {
        if (time.getNano() != 0) {
            out.write(time.getHour());
            out.write(time.getMinute());
            out.write(time.getSecond());
            out.writeInt(time.getNano());
        } else if (time.getSecond() != 0) {
            out.write(time.getHour());
            out.write(time.getMinute());
            out.write(~time.getSecond());
        } else if (time.getMinute() != 0) {
            out.write(time.getHour());
            out.write(~time.getMinute());
        } else {
            out.write(~time.getHour());
        }
    }

    private static void offset(ZoneOffset offset, ReplyBuffer out) {
        int seconds = offset.getTotalSeconds();
        if (seconds % QUARTER_OF_AN_HOUR == 0) {
            out.write(seconds / QUARTER_OF_AN_HOUR);
        } else {
            out.write(IN_SECONDS);
            out.writeInt(seconds);
        }
    }

    /** Values out of range are refused by the classes themselves; the object stream says so. */
    private static Object read(PlainReader from) throws IOException {
        int number = from.reserve();
        Tape tape = from.tape();
        return from.finish(
                number,
                switch (tape.next()) {
                    case DURATION -> Duration.ofSeconds(tape.nextLong(), tape.nextInt());
                    case INSTANT -> Instant.ofEpochSecond(tape.nextLong(), tape.nextInt());
                    case LOCAL_DATE -> date(tape);
                    case LOCAL_TIME -> time(tape);
                    case LOCAL_DATE_TIME -> LocalDateTime.of(date(tape), time(tape));
                    case OFFSET -> offset(tape);
                    case OFFSET_DATE_TIME -> OffsetDateTime.of(date(tape), time(tape), offset(tape));
                    default -> throw new UnusualException();
                });
    }

    private static LocalDate date(Tape tape) throws IOException {
        return LocalDate.of(tape.nextInt(), (byte) tape.next(), (byte) tape.next());
    }

    private static LocalTime time(Tape tape) throws IOException {
        int hour = (byte) tape.next();
        if (hour < 0) {
            return LocalTime.of(~hour, 0);
        }
        int minute = (byte) tape.next();
        if (minute < 0) {
            return LocalTime.of(hour, ~minute);
        }
        int second = (byte) tape.next();
        return second < 0 ? LocalTime.of(hour, minute, ~second) : LocalTime.of(hour, minute, second, tape.nextInt());
    }

    private static ZoneOffset offset(Tape tape) throws IOException {
        int quarters = (byte) tape.next();
        return ZoneOffset.ofTotalSeconds(quarters == IN_SECONDS ? tape.nextInt() : quarters * QUARTER_OF_AN_HOUR);
    }
}
