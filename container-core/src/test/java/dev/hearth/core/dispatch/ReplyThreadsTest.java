package dev.hearth.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplyThreadsTest {

    private final ReplyThreads threads = new ReplyThreads();

    @AfterEach
    void close() {
        threads.shutdown();
    }

    @Test
    void aCrowdIsDoneByFewThreads() throws Exception {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        CountDownLatch all = new CountDownLatch(50_000);
        for (int i = 0; i < 50_000; i++) {
            threads.execute(() -> {
                used.add(Thread.currentThread());
                all.countDown();
            });
        }
        assertThat(all.await(60, TimeUnit.SECONDS)).as("all done").isTrue();
        assertThat(used.size()).isLessThan(32);
    }

    /** Peers that do not read: their replies wait, the others' do not. */
    @Test
    void whatIsStuckHoldsUpNothingElse() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(31);
        CountDownLatch late = new CountDownLatch(1);
        for (int i = 0; i < 31; i++) {
            threads.execute(() -> {
                stuck.countDown();
                try {
                    assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException nobodyMay) {
                    throw new AssertionError(nobodyMay);
                }
            });
        }
        assertThat(stuck.await(60, TimeUnit.SECONDS)).as("all 31 have a thread").isTrue();
        threads.execute(late::countDown);
        assertThat(late.await(60, TimeUnit.SECONDS)).isTrue();
        go.countDown();
    }

    @Test
    void aFaultEndsNoThread() throws Exception {
        CountDownLatch later = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) {
            threads.execute(() -> {
                later.countDown();
                throw new IllegalStateException("as it was told to");
            });
        }
        assertThat(later.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void afterTheCloseItIsDoneAtOnce() {
        threads.shutdown();
        CountDownLatch done = new CountDownLatch(1);
        threads.execute(done::countDown);
        assertThat(done.getCount()).isZero();
    }
}
