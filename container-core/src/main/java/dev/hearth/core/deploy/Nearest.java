package dev.hearth.core.deploy;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what somebody meant to type. */
final class Nearest {

    private Nearest() {}

    /** {@code "; did you mean 'x'?"} for the most similar word, or nothing if none is similar. */
    static String hint(String typed, Collection<String> known) {
        return to(typed, known).map(word -> "; did you mean '" + word + "'?").orElse("");
    }

    /** The known word with the fewest changed letters; empty if more than a third, and more than two, would change. */
    static Optional<String> to(String typed, Collection<String> known) {
        int most = Math.max(2, typed.length() / 3);
        return known.stream()
                .filter(word -> distance(typed, word) <= most)
                .min(Comparator.comparingInt((String word) -> distance(typed, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance, letter case aside. */
    private static int distance(String typed, String word) {
        String a = typed.toLowerCase(Locale.ROOT);
        String b = word.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
