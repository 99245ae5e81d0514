package dev.hearth.core.config;

import java.lang.reflect.RecordComponent;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what is written into what a setting holds. What doesn't fit is an error that says what would. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB|)");
    private static final Map<String, Long> SIZES =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final long YEAR = 365 * 86_400_000L;

    private Values() {}

    /** Says what a value should have been: the rest of the sentence "… is not"; of sections, what is wrong with which. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1;

        UnfitException(String expected) {
            super(expected);
        }
    }

    /**
     * The value as the setting's component holds it.
     *
     * @throws UnfitException if it doesn't fit
     */
    static Object read(Setting setting, Object value) throws UnfitException {
        RecordComponent component = setting.component();
        Class<?> type = component.getType();
        if (type == List.class) {
            return SectionReader.holds(component) ? SectionReader.list(value) : list(value);
        }
        if (value instanceof List || value instanceof Map) {
            throw new UnfitException("a single value");
        }
        String text = value.toString().strip();
        if (type == String.class) {
            return text;
        }
        if (type == Optional.class) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type == boolean.class) {
            return truth(text);
        }
        if (type == Duration.class) {
            return duration(text, component);
        }
        return type.isEnum() ? choice(text, type) : number(text, component);
    }

    static List<String> list(Object value) throws UnfitException {
        if (value instanceof String text) {
            return Arrays.stream(withoutBrackets(text.strip()).split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.toUnmodifiableList());
        }
        if (!(value instanceof List<?> parts)
                || parts.stream().anyMatch(part -> part instanceof List || part instanceof Map)) {
            throw new UnfitException("a list of texts");
        }
        List<String> texts = new ArrayList<>();
        parts.forEach(part -> texts.add(String.valueOf(part)));
        return List.copyOf(texts);
    }

    /** As in the file, of which people copy a line. */
    private static String withoutBrackets(String text) {
        return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    }

    private static Path path(String text) throws UnfitException {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException invalid) {
            throw new UnfitException("a path: " + invalid.getReason());
        }
        throw new UnfitException("a path");
    }

    private static boolean truth(String text) throws UnfitException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new UnfitException("true or false");
        };
    }

    private static Object choice(String text, Class<?> type) throws UnfitException {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> choices = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (name.equals("INHERIT")) {
                continue; // nothing is above the container
            }
            if (name.equals(wanted)) {
                return constant;
            }
            choices.add(shown(constant));
        }
        throw new UnfitException("one of " + String.join(", ", choices));
    }

    private static Duration duration(String text, RecordComponent component) throws UnfitException {
        long min = least(component);
        long max = Math.min(most(component), YEAR);
        Matcher matcher = DURATION.matcher(text.equals("0") ? "0ms" : text);
        long millis = matcher.matches() ? times(Long.parseLong(matcher.group(1)), unit(MILLIS, matcher.group(2))) : -1;
        if (millis < min || millis > max) {
            throw new UnfitException("a duration such as 500ms, 30s, 10m or 1h, from " + shown(Duration.ofMillis(min))
                    + " to " + shown(Duration.ofMillis(max)));
        }
        return Duration.ofMillis(millis);
    }

    private static Object number(String text, RecordComponent component) throws UnfitException {
        boolean small = component.getType() == int.class;
        boolean bytes = component.getName().toLowerCase(Locale.ROOT).endsWith("bytes");
        long min = least(component);
        long max = Math.min(most(component), small ? Integer.MAX_VALUE : Long.MAX_VALUE);
        Matcher matcher = SIZE.matcher(text.replace("_", ""));
        boolean fits = matcher.matches() && (bytes || matcher.group(2).isEmpty());
        long value = fits ? times(Long.parseLong(matcher.group(1)), unit(SIZES, matcher.group(2))) : -1;
        if (value < min || value > max) {
            String range = max >= Integer.MAX_VALUE ? " of at least " + min : " from " + min + " to " + max;
            throw new UnfitException(
                    bytes ? "a size such as 64MiB, 512KiB or a number of bytes," + range : "a whole number" + range);
        }
        return small ? (Object) (int) value : (Object) value;
    }

    private static long unit(Map<String, Long> units, String name) {
        return units.getOrDefault(name, 1L);
    }

    /** The product, or the largest number there is. */
    private static long times(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    private static long least(RecordComponent component) {
        Between between = component.getAnnotation(Between.class);
        return between == null ? 1 : between.min();
    }

    private static long most(RecordComponent component) {
        Between between = component.getAnnotation(Between.class);
        return between == null ? Long.MAX_VALUE : between.max();
    }

    /** A value as one would write it. */
    static String shown(Object value) {
        if (value instanceof Duration duration) {
            return shown(duration);
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return value.toString();
    }

    private static String shown(Duration duration) {
        long millis = duration.toMillis();
        for (String unit : List.of("d", "h", "m", "s")) {
            long length = unit(MILLIS, unit);
            if (millis >= length && millis % length == 0) {
                return millis / length + unit;
            }
        }
        return millis + "ms";
    }
}
