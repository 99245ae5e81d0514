package dev.hearth.core.server;

import dev.hearth.core.adapter.StoredObjects;
import dev.hearth.core.adapter.StoredObjects.Placed;
import dev.hearth.core.admin.RefusedException;
import dev.hearth.core.store.DamagedLineException;
import dev.hearth.core.store.ObjectLine;
import dev.hearth.core.store.ObjectLineReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One import: looks at all lines first and, if nothing speaks against any, puts the objects in, some hundreds in one commit.
 *
 * <p>One that breaks off in the middle is gone on with by giving it again: what is there already is passed over. Used by one
 * thread, which may be interrupted to break it off.
 */
final class StateImport {

    private static final int MOST_SHOWN = 20;
    private static final int BATCH = 256;
    private static final long BATCH_BYTES = 4L << 20;

    private final StoredObjects objects;
    private final String container;
    private final boolean replace;
    private final RepeatedNames.Lines lines;

    private final List<String> problems = new ArrayList<>();
    private long problemCount;
    private Placed placed = Placed.NONE;

    /** @param container whose numbers are kept */
    StateImport(StoredObjects objects, String container, boolean replace, RepeatedNames.Lines lines) {
        this.objects = objects;
        this.container = container;
        this.replace = replace;
        this.lines = lines;
    }

    /**
     * Looks, and puts in.
     *
     * @throws RefusedException if nothing was put in, and why; or how much was until it broke off
     */
    Placed run() throws RefusedException {
        try {
            check();
        } catch (IOException unreadable) {
            throw new RefusedException("nothing is imported: " + unreadable.getMessage(), unreadable);
        }
        if (problemCount > 0) {
            throw new RefusedException(refusal());
        }
        try {
            put();
            return placed;
        } catch (IOException broken) {
            throw new RefusedException(
                    "the import broke off after " + (placed.fresh() + placed.replaced() + placed.same())
                            + " objects, which stay: " + broken.getMessage()
                            + "\nGive the same import again to go on; what is there already is passed over.",
                    broken);
        }
    }

    // looking

    private void check() throws IOException {
        RepeatedNames names = new RepeatedNames();
        boolean damaged = false;
        try (ObjectLineReader in = lines.open()) {
            while (true) {
                requireTime();
                try {
                    ObjectLine line = in.next();
                    if (line == null) {
                        break;
                    }
                    names.add(line.name());
                    tell(in.number(), objects.objection(line, replace));
                } catch (DamagedLineException unreadable) {
                    damaged = true;
                    tell(String.valueOf(unreadable.getMessage()));
                }
            }
        }
        if (!damaged) {
            names.problems(lines).forEach(this::tell);
        }
    }

    private void tell(long line, @Nullable String objection) {
        if (objection != null) {
            tell("line " + line + ": " + objection);
        }
    }

    private void tell(String problem) {
        problemCount++;
        if (problems.size() < MOST_SHOWN) {
            problems.add(problem);
        }
    }

    private String refusal() {
        long more = problemCount - problems.size();
        return "nothing is imported:\n" + String.join("\n", problems) + (more > 0 ? "\n… and " + more + " more" : "");
    }

    // putting in

    private void put() throws IOException {
        List<ObjectLine> batch = new ArrayList<>();
        long bytes = 0;
        try (ObjectLineReader in = lines.open()) {
            for (ObjectLine line = in.next(); line != null; line = in.next()) {
                batch.add(line);
                byte[] state = line.state();
                bytes += state == null ? 0 : state.length;
                if (batch.size() == BATCH || bytes >= BATCH_BYTES) {
                    put(batch);
                    bytes = 0;
                }
            }
        }
        put(batch);
    }

    private void put(List<ObjectLine> batch) throws IOException {
        requireTime();
        if (!batch.isEmpty()) {
            placed = placed.and(objects.put(batch, container, replace));
            batch.clear();
        }
    }

    private static void requireTime() throws IOException {
        if (Thread.interrupted()) {
            throw new IOException("the container stops");
        }
    }
}
