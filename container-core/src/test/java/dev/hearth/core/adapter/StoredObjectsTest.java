package dev.hearth.core.adapter;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Threading.PER_OBJECT;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.adapter.StoredObjects.Placed;
import dev.hearth.core.store.ObjectLine;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.TestCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** States that come from outside, into objects that are in use or not. */
@Timeout(60)
class StoredObjectsTest {

    private static final String OWN = "0123456789ab";

    private final Rooms rooms = new Rooms();

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private static ObjectLine line(String name, Long number, String container, int value) {
        byte[] state = ("{\"value\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        return new ObjectLine(name, "thing", number, container, state);
    }

    private static ObjectLine line(String name, int value) {
        return line(name, null, null, value);
    }

    private Placed put(boolean replace, ObjectLine... lines) throws IOException {
        return rooms.adapter.stored().put(List.of(lines), OWN, replace);
    }

    private CompletableFuture<Placed> begin(ObjectLine... lines) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return put(true, lines);
            } catch (IOException refused) {
                throw new IllegalStateException(refused.getMessage());
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_OBJECT", "SINGLE", "PER_REQUEST"})
    void aServantThatIsThereMakesWayForTheNewState(Threading threading) throws IOException {
        rooms.host("thing", PERSISTENT, threading);
        rooms.change("thing/a", self -> self.value = 3).result();

        assertThat(put(true, line("thing/a", 40), line("thing/b", 50))).isEqualTo(new Placed(1, 1, 0, 0));

        assertThat(rooms.value("thing/a")).isEqualTo(40L);
        assertThat(rooms.value("thing/b")).isEqualTo(50L);
        assertThat(rooms.change("thing/a", self -> self.value += 2).result()).isEqualTo(42L);
        assertThat(put(true, line("thing/a", 42))).isEqualTo(new Placed(0, 0, 1, 0));
    }

    @Test
    void anObjectInUseIsWaitedForWhileNoOtherIsShut() throws Exception {
        rooms.host("thing", PERSISTENT, POOLED);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TestCall call = rooms.change("thing/busy", self -> {
            inside.countDown();
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            return self.value = 9;
        });
        assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

        int commits = rooms.store.commits(); // asking for the value would make the object
        CompletableFuture<Placed> placed =
                begin(line("thing/before", 1), line("thing/busy", 2), line("thing/after", 3));
        await("the one before is put in").until(() -> rooms.store.commits() > commits);
        assertThat(rooms.value("thing/before")).isEqualTo(1L);
        assertThat(placed).isNotDone();
        goOn.countDown();

        assertThat(call.result()).isEqualTo(9L);
        assertThat(placed.get(20, TimeUnit.SECONDS).replaced()).isEqualTo(1);
        assertThat(rooms.value("thing/busy")).isEqualTo(2L);
        assertThat(rooms.value("thing/after")).isEqualTo(3L);
    }

    @Test
    void whatTheStoreRefusesLeavesTheObjectAsItWas() throws Exception {
        rooms.host("thing", PERSISTENT, PER_OBJECT);
        rooms.change("thing/a", self -> self.value = 3).result();
        int commits = rooms.store.commits();
        rooms.store.hold();
        CompletableFuture<Placed> placed = begin(line("thing/a", 40));
        await("it is committed").until(() -> rooms.store.commits() > commits);

        rooms.store.fail(new IOException("the disk is full"));

        assertThatThrownBy(() -> placed.get(20, TimeUnit.SECONDS)).hasMessageContaining("the disk is full");
        assertThat(rooms.value("thing/a")).isEqualTo(3L);
    }

    @Test
    void numbersOfThisContainerComeBackAndOthersAreNew() throws IOException {
        rooms.host("thing", PERSISTENT, POOLED);
        rooms.change("thing/a", self -> self.value = 3).result();
        long own = number("thing/a");
        rooms.adapter.remove("thing/a");
        rooms.change("thing/c", self -> self.value = 3).result();

        put(false, line("thing/a", own, OWN, 4), line("thing/b", own, "ba9876543210", 5), line("thing/d", own, OWN, 6));

        assertThat(number("thing/a")).isEqualTo(own);
        assertThat(number("thing/b")).isGreaterThan(number("thing/c"));
        assertThat(number("thing/d")).isGreaterThan(number("thing/c"));
        assertThat(put(false, line("thing/e", 1L << 50, OWN, 7)).fresh()).isOne();
        assertThat(number("thing/e"))
                .as("one that may be given yet is not taken")
                .isLessThan(1L << 50);
    }

    private long number(String name) throws IOException {
        return rooms.adapter.stored().view(name).orElseThrow().identity().number();
    }

    @Test
    void anObjectThatIsThereIsReplacedOnlyWhereThatWasSaid() throws IOException {
        rooms.host("thing", PERSISTENT, POOLED);
        rooms.change("thing/a", self -> self.value = 3).result();

        assertThat(rooms.adapter.stored().objection(line("thing/a", 4), false)).contains("--replace");
        assertThat(rooms.adapter.stored().objection(line("thing/a", 4), true)).isNull();
        assertThat(rooms.adapter.stored().objection(line("thing/a", 3), false)).isNull();
        assertThatThrownBy(() -> put(false, line("thing/a", 4))).hasMessageContaining("made or changed meanwhile");
        assertThat(rooms.value("thing/a")).isEqualTo(3L);
    }

    @Test
    void theBoundOnObjectsHoldsForImportedOnes() throws IOException {
        rooms.host("thing", PERSISTENT, POOLED);
        int most = (int) Rooms.OBJECTS.maxPerType();
        ObjectLine[] all =
                IntStream.range(0, most).mapToObj(i -> line("thing/" + i, i)).toArray(ObjectLine[]::new);
        assertThat(put(false, all).fresh()).isEqualTo(most);

        assertThatThrownBy(() -> put(false, line("thing/more", 1))).hasMessageContaining("objects.max-per-type");
        assertThat(put(false, all).same()).isEqualTo(most);
    }
}
