package dev.hearth.core.modules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the access log looks like: texts, and names of fields in braces between them. Immutable.
 *
 * @param marks characters that are written as an escape where they stand in a field: with them a name could seem to end its
 *     field, or its line to be none
 */
record AccessFormat(List<Piece> pieces, String marks) {

    /** What is written where nothing else is said. */
    static final String USUAL = "{time} {peer} {object} {method} {outcome} {micros} {principal}";

    private static final int LONGEST = 2_000;
    private static final int MOST_FIELDS = 24;
    /** Those of them count that stand in the format's own texts. */
    private static final String SEPARATORS = "',;|()<>[]{}=&";

    /** What a remark begins with. */
    private static final String REMARK = "#";

    private static final Pattern PIECE = Pattern.compile("\\{\\{|}}|\\{([^{}]*)}|[^{}]+|[{}]");

    /** What can be said of a call. */
    enum Field {
        /** When it arrived, UTC, with milliseconds. */
        TIME,
        /** The same in milliseconds since 1970. */
        MILLIS,
        /** Its number in this process. */
        CALL,
        /** Address and port of the peer; {@code local} for a call between hosted objects. */
        PEER,
        /** The address alone, likewise. */
        ADDRESS,
        OBJECT,
        METHOD,
        /** How it came out, with the class of the error. */
        OUTCOME,
        /** Microseconds from arrival to outcome. */
        MICROS,
        PRINCIPAL;

        private static Optional<Field> named(String name) {
            return Arrays.stream(values())
                    .filter(field -> field.word().equals(name))
                    .findFirst();
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A text or a field.
     *
     * @param field null for a text
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Piece(byte[] text, @Nullable Field field) {}

    /**
     * Reads a format; a brace that is meant as such stands there twice.
     *
     * @throws IllegalArgumentException if it is none, saying what is wrong
     */
    static AccessFormat parse(String format) {
        if (format.isBlank() || format.length() > LONGEST || format.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a format has 1 to " + LONGEST + " characters in one line");
        }
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(format);
        while (matcher.find()) {
            pieces.add(piece(matcher.group(), matcher.group(1)));
        }
        long fields = pieces.stream().filter(piece -> piece.field() != null).count();
        if (fields < 1 || fields > MOST_FIELDS) {
            throw new IllegalArgumentException("a format has 1 to " + MOST_FIELDS + " fields, not " + fields);
        }
        return new AccessFormat(List.copyOf(pieces), marks(pieces));
    }

    private static String marks(List<Piece> pieces) {
        String texts = pieces.stream()
                .map(piece -> new String(piece.text(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
        String separators = SEPARATORS
                .chars()
                .filter(mark -> texts.indexOf(mark) >= 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return "\"\\" + separators + (pieces.get(0).field() == null ? "" : REMARK);
    }

    private static Piece piece(String text, @Nullable String name) {
        if (name != null) {
            return new Piece(new byte[0], Field.named(name).orElseThrow(() -> unknown(name)));
        }
        return switch (text) {
            case "{{" -> literal("{");
            case "}}" -> literal("}");
            case "{", "}" ->
                throw new IllegalArgumentException(
                        "a brace stands alone; write {{ or }} for one that is meant as such");
            default -> literal(text);
        };
    }

    private static Piece literal(String text) {
        return new Piece(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("there is no field '" + name + "'; there are "
                + Arrays.stream(Field.values()).map(Field::word).collect(Collectors.joining(", ")));
    }

    /**
     * How many bytes a line may have at most.
     *
     * @param field how many a field may have
     */
    int longestLine(int field) {
        int length = 1;
        for (Piece piece : pieces) {
            length += piece.field() == null ? piece.text().length : field;
        }
        return length;
    }
}
