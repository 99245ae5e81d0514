package dev.hearth.core.dispatch;

import static dev.hearth.api.Lifecycle.PERSISTENT;
import static dev.hearth.api.Lifecycle.TRANSIENT;
import static dev.hearth.api.Threading.POOLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.api.Threading;
import dev.hearth.core.testing.Rooms;
import dev.hearth.core.testing.Scripted.Script;
import dev.hearth.core.testing.TestCall;
import java.rmi.ServerException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who shares a persistent object's lane: chains whose first call is read-only, with each other, and nobody else. */
@Timeout(60)
class SharingTest {

    private final Rooms rooms = new Rooms();
    private final CountDownLatch in = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @BeforeEach
    void host() {
        rooms.host("account", PERSISTENT, POOLED).host("front", TRANSIENT, POOLED);
        rooms.change("account", self -> self.value = 1).result();
    }

    @AfterEach
    void nothingIsLeft() {
        try {
            rooms.assertNothingIsLeft();
        } finally {
            rooms.close();
        }
    }

    private static boolean pass(CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    private Script stays() {
        return self -> {
            in.countDown();
            pass(go);
            return self.value;
        };
    }

    private void awaitWaiting(int calls) {
        await("%d in queues".formatted(calls))
                .until(() -> rooms.dispatcher.load().waiting() == calls);
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_REQUEST"})
    void changeWaitsForTheReadersThatAreIn(Threading threading) throws Exception {
        rooms.host("shared", PERSISTENT, threading);
        rooms.change("shared", self -> self.value = 1).result();
        TestCall reader = rooms.read("shared", stays());
        assertThat(pass(in)).isTrue();

        TestCall change = rooms.change("shared", self -> self.value = 2);
        awaitWaiting(1);
        go.countDown();

        assertThat(reader.result()).isEqualTo(1L);
        assertThat(change.result()).isEqualTo(2L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"POOLED", "PER_REQUEST"})
    void readersWaitForTheChangeThatIsInAndThenComeTogether(Threading threading) throws Exception {
        rooms.host("shared", PERSISTENT, threading);
        TestCall change = rooms.change("shared", self -> {
            in.countDown();
            pass(go);
            return self.value = 2;
        });
        assertThat(pass(in)).isTrue();
        CyclicBarrier both = new CyclicBarrier(2);
        Script meet = self -> both.await(20, TimeUnit.SECONDS) >= 0 ? self.value : 0;
        TestCall one = rooms.read("shared", meet);
        TestCall two = rooms.read("shared", meet);
        awaitWaiting(2);

        go.countDown();

        assertThat(change.result()).isEqualTo(2L);
        assertThat(one.result()).isEqualTo(2L);
        assertThat(two.result()).isEqualTo(2L);
    }

    @Test
    void readersThatComeLaterDoNotPassAChangeThatWaits() throws Exception {
        TestCall reader = rooms.read("account", stays());
        assertThat(pass(in)).isTrue();
        TestCall change = rooms.change("account", self -> self.value = 2);
        awaitWaiting(1);
        TestCall later = rooms.read("account", self -> self.value);
        awaitWaiting(2);

        go.countDown();

        assertThat(reader.result()).isEqualTo(1L);
        assertThat(change.result()).isEqualTo(2L);
        assertThat(later.result()).isEqualTo(2L);
    }

    @Test
    void whatCountsIsTheFirstCallOfTheChain() throws Exception {
        TestCall throughAReader =
                rooms.read("front", self -> self.other("account").read(stays()));
        assertThat(pass(in)).isTrue();

        assertThat(rooms.read("account", self -> self.value).result())
                .as("it shares with a chain that reads")
                .isEqualTo(1L);
        TestCall throughAChange =
                rooms.change("front", self -> self.other("account").read(account -> account.value));
        awaitWaiting(1);
        go.countDown();

        assertThat(throughAReader.result()).isEqualTo(1L);
        assertThat(throughAChange.result()).isEqualTo(1L);
    }

    @Test
    void chainThatMayChangeTakesAnObjectAloneAlsoToReadIt() throws Exception {
        TestCall chain = rooms.change("front", self -> self.other("account").read(stays()));
        assertThat(pass(in)).isTrue();
        TestCall reader = rooms.read("account", self -> self.value);
        awaitWaiting(1);

        go.countDown();

        assertThat(chain.result()).isEqualTo(1L);
        assertThat(reader.result()).isEqualTo(1L);
    }

    /** If readers could begin to change, two of them would wait for each other for ever. */
    @Test
    void readersThatWantToChangeAreRefusedAndDoNotWaitForEachOther() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Script upgrade = self -> {
            both.await(20, TimeUnit.SECONDS);
            try {
                return self.other("account").change(again -> ++again.value);
            } catch (ServerException refused) {
                return refused.getMessage();
            }
        };
        TestCall one = rooms.read("account", upgrade);
        TestCall two = rooms.read("account", upgrade);

        assertThat(one.result()).asString().contains("HEARTH-READONLY: account.change changes state");
        assertThat(two.result()).asString().contains("HEARTH-READONLY");
        assertThat(rooms.value("account")).isEqualTo(1L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Threading.class,
            names = {"SINGLE", "PER_OBJECT"})
    void whereOneThreadRunsAllReadersDoNotOverlap(Threading threading) throws Exception {
        rooms.host("own", PERSISTENT, threading);
        TestCall reader = rooms.read("own", stays());
        assertThat(pass(in)).isTrue();
        TestCall other = rooms.read("own", self -> "after");
        awaitWaiting(1);

        go.countDown();

        assertThat(reader.result()).isEqualTo(0L);
        assertThat(other.result()).isEqualTo("after");
    }
}
