package dev.hearth.core.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A process that commits pairs of objects until it is killed, and prints each commit that was acknowledged. */
final class CommitLoop {

    static final int LANES = 4;
    private static final int IN_FLIGHT = 8;

    private CommitLoop() {}

    public static void main(String[] arguments) throws Exception {
        DataFolder folder = DataFolder.open(Path.of(arguments[0]));
        StateStore store = JdbcStateStoreTest.open(folder, Durability.valueOf(arguments[1]));
        long from = Long.parseLong(arguments[2]);
        for (int lane = 0; lane < LANES; lane++) {
            int own = lane;
            new Thread(() -> commitForever(store, own, from)).start();
        }
    }

    private static void commitForever(StateStore store, int lane, long from) {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        for (long i = from; ; i++) {
            inFlight.acquireUninterruptibly();
            long round = i;
            long position = store.commit(List.of(change(left(lane), i), change(right(lane), i)));
            store.whenSettled(position, cause -> {
                inFlight.release();
                print(cause == null ? lane + " " + round + "\n" : "failed: " + cause + "\n");
            });
        }
    }

    /** One write per line, so that a line is there whole or not at all. */
    private static void print(String line) {
        try {
            System.out.write(line.getBytes(UTF_8));
            System.out.flush();
        } catch (IOException gone) {
            System.exit(1);
        }
    }

    static long left(int lane) {
        return 100 + 2L * lane;
    }

    static long right(int lane) {
        return 101 + 2L * lane;
    }

    private static Change change(long number, long round) {
        String padding = "x".repeat((int) (round * 31 % 3_000));
        String state = "{\"round\":" + round + ",\"padding\":\"" + padding + "\"}";
        return new Change(number, "pairs/" + number, "pairs", state.getBytes(UTF_8));
    }
}
