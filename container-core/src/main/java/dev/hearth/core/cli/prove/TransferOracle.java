package dev.hearth.core.cli.prove;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.cli.prove.objects.Purse.Content;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must be found in the purses. Thread-safe.
 *
 * <p>A client has one transfer of unknown outcome at most until the next check, so that the purses tell whether it
 * happened.
 */
final class TransferOracle {

    @GuardedBy("this")
    private final Map<String, Content> expected = new TreeMap<>();

    @GuardedBy("this")
    private final List<Move> unknown = new ArrayList<>();

    /** A transfer. */
    record Move(String client, long number, String from, String to, long cents) {}

    /** A purse was filled. */
    synchronized void filled(String purse, String client, long number, long cents) {
        book(purse, client, number, cents);
    }

    synchronized void done(Move move) {
        book(move.from(), move.client(), move.number(), -move.cents());
        book(move.to(), move.client(), move.number(), move.cents());
    }

    synchronized void perhapsDone(Move move) {
        unknown.add(move);
    }

    @GuardedBy("this")
    private void book(String purse, String client, long number, long cents) {
        Content before = expected.getOrDefault(purse, Content.NOTHING);
        Map<String, Long> last = new HashMap<>(before.last());
        last.put(client, number);
        expected.put(purse, new Content(before.cents() + cents, last));
    }

    /**
     * Looks at what was found.
     *
     * @param found what is in the purses, by name
     * @return what is wrong with it
     */
    synchronized List<String> check(Map<String, Content> found) {
        List<String> wrong = new ArrayList<>();
        for (Move move : unknown) {
            boolean paid = happened(move, found.get(move.from()));
            boolean received = happened(move, found.get(move.to()));
            if (paid && received) {
                done(move);
            } else if (paid || received) {
                wrong.add(move + ": half of it is there: only " + (paid ? move.from() : move.to()) + " has it");
            }
        }
        unknown.clear();
        expected.forEach((purse, right) -> {
            Content there = found.get(purse);
            if (!right.equals(there)) {
                wrong.add(purse + ": what was acknowledged makes " + right + ", but "
                        + Objects.requireNonNullElse(there, "nothing") + " was found");
            }
        });
        return wrong;
    }

    private static boolean happened(Move move, @Nullable Content purse) {
        return purse != null && Objects.equals(purse.last().get(move.client()), move.number());
    }
}
