package dev.hearth.core.modules.alias;

import dev.hearth.core.modules.names.NamePart;
import dev.hearth.core.modules.names.NamePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a pattern's names lead: a name in which {@code *} and {@code **} stand for what the pattern's wildcards of the same
 * kind stood for, in their order, and {@code $1} to {@code $9} for the first to the ninth of them. Immutable.
 */
final class NameTemplate {

    private static final Pattern TOKEN = Pattern.compile("\\*\\*|\\*|\\$[1-9]|[^*$]+|\\$");

    /** A text, or which of the pattern's wildcards; a text where the number is negative. */
    private record Token(String text, int wildcard) {}

    private final String text;
    private final List<List<Token>> parts = new ArrayList<>();
    private final List<NamePart> shape = new ArrayList<>();
    private final List<NamePart.Kind> wildcards;
    private int nextWithin;

    private NameTemplate(String text, NamePattern from) {
        this.text = text;
        this.wildcards = from.parts().stream()
                .map(NamePart::kind)
                .filter(kind -> kind != NamePart.Kind.TEXT)
                .toList();
        for (String part : text.split("/", -1)) {
            List<Token> tokens = tokens(part);
            parts.add(tokens);
            shape.add(shape(tokens));
        }
    }

    /**
     * Reads a template.
     *
     * @param from whose wildcards are meant
     * @throws IllegalArgumentException if it is none, saying what is wrong
     */
    static NameTemplate parse(String text, NamePattern from) {
        return new NameTemplate(text, from);
    }

    private List<Token> tokens(String part) {
        if (part.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no name: a part of it is empty");
        }
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(part);
        while (matcher.find()) {
            Token token = token(matcher.group());
            if (isParts(token) && !part.equals(matcher.group())) {
                throw new IllegalArgumentException(
                        "'" + text + "': what stands for parts has a part of its own, not '" + part + "'");
            }
            tokens.add(token);
        }
        return tokens;
    }

    private Token token(String token) {
        if (token.equals("**")) {
            return new Token(token, find(NamePart.Kind.PARTS, 0, token));
        }
        if (token.equals("*")) {
            int found = find(NamePart.Kind.WILDCARD, nextWithin, token);
            nextWithin = found + 1;
            return new Token(token, found);
        }
        if (token.length() == 2 && token.startsWith("$")) {
            int number = token.charAt(1) - '1';
            if (number >= wildcards.size()) {
                throw new IllegalArgumentException(
                        "'" + text + "': there are " + wildcards.size() + " wildcards to the left, so no " + token);
            }
            return new Token(token, number);
        }
        return new Token(token, -1);
    }

    private int find(NamePart.Kind kind, int from, String token) {
        for (int i = from; i < wildcards.size(); i++) {
            if (wildcards.get(i) == kind) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "': nothing to the left says what this " + token + " stands for");
    }

    private boolean isParts(Token token) {
        return token.wildcard() >= 0 && wildcards.get(token.wildcard()) == NamePart.Kind.PARTS;
    }

    private NamePart shape(List<Token> tokens) {
        if (isParts(tokens.get(0))) {
            return NamePart.PARTS;
        }
        if (tokens.stream().allMatch(token -> token.wildcard() < 0)) {
            return NamePart.text(join(tokens, List.of()));
        }
        Token first = tokens.get(0);
        Token last = tokens.get(tokens.size() - 1);
        return NamePart.wildcard(first.wildcard() < 0 ? first.text() : "", last.wildcard() < 0 ? last.text() : "");
    }

    /** What the names that come out look like. */
    List<NamePart> shape() {
        return shape;
    }

    /** Whether all names lead to the same one. */
    boolean constant() {
        return shape.stream().allMatch(part -> part.kind() == NamePart.Kind.TEXT);
    }

    /** The name; empty if nothing is left of it. */
    String fill(List<String> stood) {
        List<String> filled = new ArrayList<>();
        for (List<Token> tokens : parts) {
            String part = join(tokens, stood);
            if (!part.isEmpty()) {
                filled.add(part);
            }
        }
        return String.join("/", filled);
    }

    private static String join(List<Token> tokens, List<String> stood) {
        StringBuilder joined = new StringBuilder();
        for (Token token : tokens) {
            joined.append(token.wildcard() < 0 ? token.text() : stood.get(token.wildcard()));
        }
        return joined.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}
