package dev.hearth.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import dev.hearth.core.store.StateStore.Sighting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises. */
@Timeout(120)
public abstract class StateStoreContract {

    @TempDir
    Path directory;

    private DataFolder folder;
    private StateStore store;

    /** Opens a store that keeps what it knows in this folder. */
    protected abstract StateStore open(DataFolder folder) throws IOException;

    @BeforeEach
    void start() throws IOException {
        folder = DataFolder.open(directory.resolve("data"));
        store = open(folder);
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        folder.close();
    }

    private void reopen() throws IOException {
        stop();
        start();
    }

    private static Change change(long number, String state) {
        return new Change(number, "accounts/" + number, "accounts", state.getBytes(UTF_8));
    }

    private static Change removal(long number) {
        return new Change(number, "accounts/" + number, "accounts", null);
    }

    private void save(Change... changes) throws Exception {
        Settled.await(store, store.commit(List.of(changes)));
    }

    private String stateOf(long number) throws IOException {
        return store.load(number).map(bytes -> new String(bytes, UTF_8)).orElse("none");
    }

    @Test
    void blocksOfNumbersNeverOverlap() throws IOException {
        long first = store.reserveNumbers(10);
        long second = store.reserveNumbers(1);
        reopen();
        long third = store.reserveNumbers(5);
        assertThat(first).isGreaterThanOrEqualTo(16);
        assertThat(second).isGreaterThanOrEqualTo(first + 10);
        assertThat(third).isGreaterThanOrEqualTo(second + 1);
    }

    @Test
    void aNameKeepsItsFirstIdentity() throws IOException {
        Identity made = store.identify("accounts/alice", "accounts", 20);
        assertThat(made).isEqualTo(new Identity(20, "accounts/alice", "accounts", false));
        assertThat(store.identify("accounts/alice", "accounts", 21)).isEqualTo(made);
        reopen();
        assertThat(store.identify("accounts/alice", "accounts", 22)).isEqualTo(made);
        assertThat(store.identity(20)).contains(made);
        assertThat(store.identity("accounts/alice")).contains(made);
        assertThat(store.identity(21)).isEmpty();
        assertThat(store.identity("accounts/bob")).isEmpty();
    }

    @Test
    void anObjectThatWasNeverSavedHasNoState() throws IOException {
        store.identify("accounts/20", "accounts", 20);
        assertThat(store.load(20)).isEmpty();
        assertThat(store.load(21)).isEmpty();
    }

    @Test
    void whatIsSettledIsThereAfterReopening() throws Exception {
        store.identify("accounts/20", "accounts", 20);
        save(change(20, "{\"cents\":1500}"));
        assertThat(stateOf(20)).isEqualTo("{\"cents\":1500}");
        reopen();
        assertThat(stateOf(20)).isEqualTo("{\"cents\":1500}");
        assertThat(store.identity(20)).contains(new Identity(20, "accounts/20", "accounts", true));
    }

    @Test
    void whatWasAcceptedBeforeClosingIsThere() throws Exception {
        for (int i = 0; i < 500; i++) {
            store.commit(List.of(change(20 + i % 7, "{\"i\":" + i + "}")));
        }
        reopen();
        for (int i = 493; i < 500; i++) {
            assertThat(stateOf(20 + i % 7)).isEqualTo("{\"i\":" + i + "}");
        }
    }

    @Test
    void theLastCommitOfAnObjectWins() throws Exception {
        store.commit(List.of(change(20, "{\"n\":1}")));
        store.commit(List.of(removal(20)));
        long last = store.commit(List.of(change(20, "{\"n\":2}")));
        Settled.await(store, last);
        assertThat(stateOf(20)).isEqualTo("{\"n\":2}");
    }

    private static Change change(long number, String state, long writer) {
        return new Change(number, "accounts/" + number, "accounts", state.getBytes(UTF_8), writer);
    }

    private List<String> former(long number) throws IOException {
        return store.former(number).stream()
                .map(state -> new String(state, UTF_8))
                .toList();
    }

    @Test
    void whatAFormerVersionWroteLastIsKeptWhenAnotherWrites() throws Exception {
        long number = store.reserveNumbers(1);
        save(change(number, "1", 7));
        save(change(number, "2", 7));
        assertThat(former(number)).isEmpty();
        save(change(number, "3", 8));
        save(change(number, "4", 8));
        assertThat(former(number)).containsExactly("2");
        reopen();
        save(change(number, "5", 9));
        assertThat(former(number)).containsExactly("4", "2");
        assertThat(stateOf(number)).isEqualTo("5");
    }

    @Test
    void whatAFormerVersionWroteLastIsKeptAlsoWhereAllComesAtOnce() throws Exception {
        long number = store.reserveNumbers(1);
        long last = 0;
        for (long writer = 1; writer <= 5; writer++) {
            for (int i = 0; i < 10; i++) {
                last = store.commit(List.of(change(number, writer + "." + i, writer)));
            }
        }
        Settled.await(store, last);
        assertThat(former(number)).as("no more than three").containsExactly("4.9", "3.9", "2.9");
        assertThat(stateOf(number)).isEqualTo("5.9");
    }

    @Test
    void keptStatesGoWithTheirObject() throws Exception {
        long number = store.reserveNumbers(2);
        save(change(number, "1", 7), change(number + 1, "1", 7));
        save(change(number, "2", 8), change(number + 1, "2", 8));
        save(removal(number));
        assertThat(former(number)).isEmpty();
        assertThat(former(number + 1)).containsExactly("1");
    }

    @Test
    void aWriterThatIsNotKnownKeepsNothing() throws Exception {
        long number = store.reserveNumbers(1);
        save(change(number, "1"));
        save(change(number, "2", 7));
        save(change(number, "3"));
        save(change(number, "4", 7));
        assertThat(former(number)).isEmpty();
        save(change(number, "5", 8));
        assertThat(former(number)).containsExactly("4");
    }

    @Test
    void positionsRiseAndASettledOneIsToldAtOnce() throws Exception {
        long first = store.commit(List.of(change(20, "{}")));
        long second = store.commit(List.of());
        assertThat(second).isGreaterThan(first);
        Settled.await(store, second);
        assertThat(store.settled(first)).isTrue();
        assertThat(store.settled(second)).isTrue();
        List<Thread> toldOn = new ArrayList<>();
        store.whenSettled(first, cause -> toldOn.add(Thread.currentThread()));
        assertThat(toldOn).containsExactly(Thread.currentThread());
    }

    @Test
    void aLookAtANameTellsTheCommitThatItRestsOn() throws Exception {
        for (int i = 0; i < 50; i++) {
            boolean there = i % 2 == 0;
            String name = "accounts/" + (20 + i / 2);
            long position = store.commit(List.of(there ? change(20 + i / 2, "{}") : removal(20 + i / 2)));
            Sighting seen = store.sight(name);
            if (seen.identity().isPresent() == there) {
                assertThat(seen.position() == position || store.settled(position))
                        .isTrue();
            }
            Settled.await(store, position);
            assertThat(store.sight(name).identity().isPresent()).isEqualTo(there);
            assertThat(store.settled(store.sight(name).position())).isTrue();
        }
    }

    @Test
    void aRemovedObjectsNumberIsDeadAndItsNameFree() throws Exception {
        store.identify("accounts/20", "accounts", 20);
        save(change(20, "{}"));
        save(removal(20));
        assertThat(store.identity(20)).isEmpty();
        assertThat(store.load(20)).isEmpty();
        assertThat(store.identify("accounts/20", "accounts", 30).number()).isEqualTo(30);
    }

    @Test
    void anObjectMayTakeTheNameOfOneThatTheSameCommitRemoves() throws Exception {
        save(change(20, "{}"));
        save(new Change(30, "accounts/20", "accounts", "{}".getBytes(UTF_8)), removal(20));
        assertThat(store.identity("accounts/20")).map(Identity::number).contains(30L);
    }

    @Test
    void objectsAreCountedByTypeAndListedByName() throws Exception {
        store.identify("accounts/unsaved", "accounts", 19);
        save(change(20, "{}"), change(21, "{}"), change(22, "{}"));
        save(new Change(30, "carts/1", "carts", "{}".getBytes(UTF_8)));
        assertThat(store.count("accounts")).isEqualTo(3);
        assertThat(store.count("carts")).isEqualTo(1);
        assertThat(store.count("none")).isZero();
        assertThat(store.list("", 2)).extracting(Identity::name).containsExactly("accounts/20", "accounts/21");
        assertThat(store.list("accounts/21", 9)).extracting(Identity::name).containsExactly("accounts/22", "carts/1");
    }

    @Test
    void statesAndNamesKeepEveryCharacter() throws Exception {
        String name = "konten/Zoë \uD83D\uDE00 'quoted' \\";
        String state = "{\"text\":\"ä \uD83D\uDE00 \\u0000 ' \\\\ \"}";
        store.identify(name, "konten", 20);
        save(new Change(20, name, "konten", state.getBytes(UTF_8)));
        reopen();
        assertThat(store.identity(name)).map(Identity::number).contains(20L);
        assertThat(stateOf(20)).isEqualTo(state);
    }

    @Test
    void aStateMayBeMegabytesLong() throws Exception {
        String state = "{\"text\":\"" + "äb".repeat(1_500_000) + "\"}";
        save(change(20, state), change(21, "{\"text\":\"" + "x".repeat(100_000) + "\"}"));
        reopen();
        assertThat(stateOf(20)).isEqualTo(state);
        assertThat(stateOf(21)).hasSize(100_000 + 11);
    }

    @Test
    void manyThreadsCommitAndEachFindsItsOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                long number = 20 + thread;
                all.add(threads.submit(() -> commitAndRead(number)));
            }
            for (Future<Boolean> each : all) {
                assertThat(each.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    private boolean commitAndRead(long number) throws Exception {
        for (int i = 0; i < 100; i++) {
            save(change(number, "{\"i\":" + i + "}"));
            if (!stateOf(number).equals("{\"i\":" + i + "}")) {
                return false;
            }
        }
        return true;
    }

    @Test
    void interruptedCallersHarmNothing() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread caller = new Thread(() -> {
            started.countDown();
            try {
                callEverything();
                outcome.complete(null);
            } catch (Throwable thrown) {
                outcome.complete(thrown);
            }
            done.set(true);
        });
        caller.start();
        started.await();
        while (!done.get()) {
            caller.interrupt();
            Thread.yield();
        }
        assertThat(outcome.get(60, TimeUnit.SECONDS)).isNull();
        assertThat(stateOf(20)).isEqualTo("{\"i\":29}");
    }

    private void callEverything() throws IOException {
        for (int i = 0; i < 30; i++) {
            store.commit(List.of(change(20, "{\"i\":" + i + "}")));
            store.identify("accounts/x" + i, "accounts", 1000 + i);
            store.reserveNumbers(1);
            store.identity(1000 + i).orElseThrow();
            store.load(1000 + i);
            store.list("", 3);
        }
    }

    @Test
    void theInterruptIsStillThereAfterTheWait() throws IOException {
        Thread.currentThread().interrupt();
        store.reserveNumbers(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** What a snapshot has, in its order: names with their states. */
    private Map<String, String> snapshot() throws IOException {
        return snapshot(() -> {});
    }

    /** @param inTheMiddle what happens when 250 objects were read */
    private Map<String, String> snapshot(Runnable inTheMiddle) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        store.snapshot(new SnapshotReader() {
            @Override
            public void object(Identity identity, byte[] state) {
                assertThat(identity.stored()).isEqualTo(state != null);
                String before = found.put(
                        identity.number() + " " + identity.name() + " " + identity.type(),
                        state == null ? "none" : new String(state, UTF_8));
                assertThat(before).as("each object once").isNull();
                if (found.size() == 250) {
                    inTheMiddle.run();
                }
            }

            @Override
            public void damaged(Identity identity, CorruptStateException reason) {
                throw new AssertionError(reason);
            }
        });
        return found;
    }

    @Test
    void aSnapshotHasAllThatWasAcceptedByName() throws Exception {
        store.identify("accounts/19", "accounts", 19);
        save(change(21, "{}"), change(22, "{}"));
        save(removal(22));
        store.commit(List.of(change(20, "{\"n\":1}")));
        store.commit(List.of(change(20, "{\"n\":2}")));

        assertThat(snapshot())
                .containsExactly(
                        Map.entry("19 accounts/19 accounts", "none"),
                        Map.entry("20 accounts/20 accounts", "{\"n\":2}"),
                        Map.entry("21 accounts/21 accounts", "{}"));
    }

    @Test
    void aSnapshotOfMoreThanAPageHasEachObjectOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            List<Change> changes = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                changes.add(change(1_000 + 100 * i + j, "{}"));
            }
            store.commit(changes);
        }
        assertThat(snapshot()).hasSize(1_000);
    }

    /** Cents move between accounts all the time; no snapshot sees one on its way. */
    @Test
    void aSnapshotHasAllOfACommitOrNothingOfIt() throws Exception {
        int accounts = 600;
        List<Change> opening = new ArrayList<>();
        for (int i = 0; i < accounts; i++) {
            opening.add(cents(i, 100));
        }
        save(opening.toArray(Change[]::new));
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger written = new AtomicInteger();
        CompletableFuture<@Nullable Void> moving =
                CompletableFuture.runAsync(() -> moveCents(accounts, enough, written));
        try {
            Set<Map<String, String>> seen = new HashSet<>();
            while (seen.size() < 5) {
                Map<String, String> snapshot = snapshot(() -> {
                    int before = written.get();
                    await("cents are moved while a snapshot is read")
                            .until(() -> written.get() > before + 400 || moving.isDone());
                });
                long sum = snapshot.values().stream()
                        .mapToLong(state -> Long.parseLong(state.replaceAll("\\D", "")))
                        .sum();
                assertThat(sum).isEqualTo(100L * accounts);
                seen.add(snapshot);
            }
        } finally {
            enough.set(true);
        }
        moving.get(60, TimeUnit.SECONDS);
    }

    private static Change cents(int account, long cents) {
        return change(2_000 + account, "{\"cents\":" + cents + "}");
    }

    /** As a chain does: each pair of changes is one commit; at most 200 are not in the database yet. */
    private void moveCents(int accounts, AtomicBoolean enough, AtomicInteger written) {
        long[] balances = new long[accounts];
        Arrays.fill(balances, 100);
        Random random = new Random(7);
        int moved = 0;
        while (!enough.get()) {
            int from = random.nextInt(accounts);
            int to = (from + 1 + random.nextInt(accounts - 1)) % accounts;
            if (balances[from] == 0) {
                continue;
            }
            balances[from]--;
            balances[to]++;
            store.commit(List.of(cents(from, balances[from]), cents(to, balances[to])));
            if (++moved % 200 == 0) {
                awaitWritten();
                written.set(moved);
            }
        }
    }

    private void awaitWritten() {
        try {
            store.list("", 1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aSnapshotEndsWithWhatItsReaderThrows() throws Exception {
        save(change(20, "{}"), change(21, "{}"));
        IOException full = new IOException("the disk of the reader is full");
        assertThatThrownBy(() -> store.snapshot(new SnapshotReader() {
                    @Override
                    public void object(Identity identity, byte[] state) throws IOException {
                        throw full;
                    }

                    @Override
                    public void damaged(Identity identity, CorruptStateException reason) {}
                }))
                .isSameAs(full);
        assertThat(snapshot()).hasSize(2);
    }

    @Test
    void aClosedStoreSaysSo() throws Exception {
        store.close();
        assertThatThrownBy(() -> save(change(20, "{}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.load(20)).isInstanceOf(IOException.class);
        assertThatThrownBy(this::snapshot).isInstanceOf(IOException.class);
    }
}
