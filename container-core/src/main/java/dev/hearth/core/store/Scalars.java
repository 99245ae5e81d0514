package dev.hearth.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.BitSet;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The JDK's data types that are one JSON value each, by class. */
@SuppressWarnings("JavaUtilDate") // users' fields have them
final class Scalars {

    private static final Map<Class<?>, ValueCodec> TABLE = table();

    private Scalars() {}

    static @Nullable ValueCodec codec(Class<?> type) {
        return TABLE.get(type);
    }

    private static Map<Class<?>, ValueCodec> table() {
        Map<Class<?>, ValueCodec> table = new HashMap<>();
        numbers(table);
        texts(table);
        times(table);
        table.put(boolean.class, new BooleanCodec());
        table.put(Boolean.class, new BooleanCodec());
        return Map.copyOf(table);
    }

    private static void numbers(Map<Class<?>, ValueCodec> table) {
        number(table, byte.class, Byte.class, BigDecimal::byteValueExact, Byte::valueOf);
        number(table, short.class, Short.class, BigDecimal::shortValueExact, Short::valueOf);
        number(table, int.class, Integer.class, BigDecimal::intValueExact, Integer::valueOf);
        number(table, long.class, Long.class, BigDecimal::longValueExact, Long::valueOf);
        number(table, float.class, Float.class, n -> Float.valueOf(n.toString()), Float::valueOf);
        number(table, double.class, Double.class, n -> Double.valueOf(n.toString()), Double::valueOf);
        number(table, BigInteger.class, BigInteger.class, BigDecimal::toBigIntegerExact, BigInteger::new);
        number(table, BigDecimal.class, BigDecimal.class, n -> n, BigDecimal::new);
    }

    private static void number(
            Map<Class<?>, ValueCodec> table,
            Class<?> type,
            Class<?> box,
            Function<BigDecimal, ?> exact,
            Function<String, ?> fromText) {
        NumberCodec codec = new NumberCodec(type, exact, fromText);
        table.put(type, codec);
        table.put(box, codec);
    }

    private static void texts(Map<Class<?>, ValueCodec> table) {
        table.put(String.class, new TextCodec("a text", Object::toString, text -> text));
        TextCodec character = new TextCodec("one character", Object::toString, Scalars::character);
        table.put(char.class, character);
        table.put(Character.class, character);
        text(table, UUID.class, UUID::fromString);
        text(table, URI.class, URI::create);
        text(table, Currency.class, Currency::getInstance);
        table.put(
                Locale.class,
                new TextCodec("a language tag", l -> ((Locale) l).toLanguageTag(), Locale::forLanguageTag));
        table.put(
                TimeZone.class, new TextCodec("a time zone's id", z -> ((TimeZone) z).getID(), TimeZone::getTimeZone));
        table.put(
                byte[].class,
                new TextCodec(
                        "bytes as Base64",
                        bytes -> Base64.getEncoder().encodeToString((byte[]) bytes),
                        text -> Base64.getDecoder().decode(text)));
        table.put(
                BitSet.class,
                new TextCodec(
                        "bits as Base64",
                        bits -> Base64.getEncoder().encodeToString(((BitSet) bits).toByteArray()),
                        text -> BitSet.valueOf(Base64.getDecoder().decode(text))));
    }

    private static Character character(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("not one character");
        }
        return text.charAt(0);
    }

    private static void times(Map<Class<?>, ValueCodec> table) {
        text(table, Instant.class, Instant::parse);
        text(table, LocalDate.class, LocalDate::parse);
        text(table, LocalTime.class, LocalTime::parse);
        text(table, LocalDateTime.class, LocalDateTime::parse);
        text(table, OffsetDateTime.class, OffsetDateTime::parse);
        text(table, OffsetTime.class, OffsetTime::parse);
        text(table, ZonedDateTime.class, ZonedDateTime::parse);
        text(table, ZoneId.class, ZoneId::of);
        text(table, ZoneOffset.class, ZoneOffset::of);
        text(table, Duration.class, Duration::parse);
        text(table, Period.class, Period::parse);
        text(table, YearMonth.class, YearMonth::parse);
        text(table, MonthDay.class, MonthDay::parse);
        text(table, Year.class, text -> Year.of(Integer.parseInt(text)));
        table.put(
                Date.class,
                new TextCodec(
                        "an instant as text",
                        Scalars::dateText,
                        text -> new Date(Instant.parse(text).toEpochMilli())));
    }

    private static String dateText(Object date) {
        if (date.getClass() != Date.class) {
            throw new IllegalArgumentException("a " + date.getClass().getName() + " where Date is declared");
        }
        return Instant.ofEpochMilli(((Date) date).getTime()).toString();
    }

    private static void text(Map<Class<?>, ValueCodec> table, Class<?> type, Function<String, ?> fromText) {
        table.put(type, TextCodec.ofToString(type, fromText));
    }

    /** JSON's {@code true} and {@code false}. */
    private static final class BooleanCodec implements ValueCodec, ValueCodec.TextForm {

        @Override
        public void write(Object value, StateWriter out) throws IOException {
            out.json().writeBoolean((Boolean) value);
        }

        @Override
        public Object read(JsonNode node, StateReader in) throws UnstorableStateException {
            if (!node.isBoolean()) {
                throw in.expected("true or false", node);
            }
            return node.booleanValue();
        }

        @Override
        public TextForm textForm() {
            return this;
        }

        @Override
        public String toText(Object value) {
            return value.toString();
        }

        @Override
        public Object fromText(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("neither true nor false");
            };
        }
    }
}
