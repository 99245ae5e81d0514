package dev.hearth.core.modules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AccessRingTest {

    @Test
    void givesBackInOrderWhatItTook() {
        AccessRing ring = new AccessRing(4);
        for (int round = 0; round < 10; round++) {
            ring.offer(ACall.to("a" + round));
            ring.offer(ACall.to("b" + round));

            assertThat(ring.peek().object).isEqualTo("a" + round);
            ring.release();
            assertThat(ring.peek().object).isEqualTo("b" + round);
            ring.release();
            assertThat(ring.peek()).isNull();
        }
        assertThat(ring.takeLost()).isZero();
    }

    @Test
    void countsWhatDoesNotFitAndLosesNothingElse() {
        AccessRing ring = new AccessRing(3);
        assertThat(ring.capacity()).isEqualTo(4);
        for (int i = 0; i < 7; i++) {
            ring.offer(ACall.to("call" + i));
        }

        assertThat(ring.takeLost()).isEqualTo(3);
        assertThat(ring.takeLost()).isZero();
        for (int i = 0; i < 4; i++) {
            assertThat(ring.peek().object).isEqualTo("call" + i);
            ring.release();
        }
        ring.offer(ACall.to("later"));
        assertThat(ring.peek().object).isEqualTo("later");
    }

    @Test
    void threadsOfALargeLogGetWhatEndedFirstFirst() throws Exception {
        AccessRing ring = new AccessRing(4_096);
        assertThat(ring.capacity()).isEqualTo(4_096);
        for (int i = 0; i < 16; i++) {
            String name = "call" + i;
            Thread thread = new Thread(() -> ring.offer(ACall.to(name)));
            thread.start();
            thread.join();
        }
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 16; i++) {
            AccessRing.Slot slot = ring.peek();
            long ended = slot.startNanos + slot.elapsedNanos;
            assertThat(ended).isGreaterThanOrEqualTo(last);
            last = ended;
            ring.release();
        }
        assertThat(ring.peek()).isNull();
    }

    /** Each thread's calls carry its name and a number: none may come twice, torn, or out of its thread's order. */
    @ParameterizedTest(name = "capacity {0}")
    @ValueSource(ints = {256, 4_096})
    void manyThreadsLoseNothingThatIsNotCounted(int capacity) throws Exception {
        int producers = 4;
        int calls = 50_000;
        AccessRing ring = new AccessRing(capacity);
        ExecutorService threads = Executors.newFixedThreadPool(producers);
        CountDownLatch done = new CountDownLatch(producers);
        for (int p = 0; p < producers; p++) {
            String name = "producer" + p;
            threads.execute(() -> {
                for (int i = 0; i < calls; i++) {
                    ring.offer(numbered(name, i));
                }
                done.countDown();
            });
        }

        Map<String, Long> last = new HashMap<>();
        long taken = 0;
        while (done.getCount() > 0 || ring.peek() != null) {
            AccessRing.Slot slot = ring.peek();
            if (slot == null) {
                Thread.onSpinWait();
                continue;
            }
            if (!slot.principal.equals(slot.object) || slot.elapsedNanos <= last.getOrDefault(slot.object, -1L)) {
                fail("torn or out of order: " + slot.object + " of " + slot.principal + ", " + slot.elapsedNanos);
            }
            last.put(slot.object, slot.elapsedNanos);
            ring.release();
            taken++;
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        assertThat(taken + ring.takeLost()).isEqualTo((long) producers * calls);
        assertThat(taken).isPositive();
    }

    private static ACall numbered(String name, int number) {
        ACall call = ACall.to(name).principal(name);
        return new ACall(
                name, call.method(), call.outcome(), Duration.ofNanos(number), call.peer(), false, call.principal());
    }
}
