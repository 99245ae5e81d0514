package dev.hearth.core.modules.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CountersTest {

    private static final Counters.Seat NOWHERE = (counter, rate) -> {};

    @Test
    void aBucketHoldsItsBurstAndRefillsSteadily() {
        Counters counters = new Counters(new Rate(10, 3, 0), 8);

        for (int i = 0; i < 3; i++) {
            assertThat(counters.admit("a", 1_000, NOWHERE)).isEqualTo(Counter.ADMITTED);
        }
        assertThat(counters.admit("a", 1_000, NOWHERE))
                .as("milliseconds until the next token")
                .isEqualTo(100);
        assertThat(counters.admit("a", 1_060, NOWHERE)).isEqualTo(40);
        assertThat(counters.admit("a", 1_100, NOWHERE)).isEqualTo(Counter.ADMITTED);
        assertThat(counters.admit("b", 1_100, NOWHERE)).as("another key").isEqualTo(Counter.ADMITTED);
    }

    @Test
    void aClockThatIsSetBackRefusesNobodyForever() {
        Counters counters = new Counters(new Rate(1, 1, 0), 8);
        assertThat(counters.admit("a", 1_000_000, NOWHERE)).isEqualTo(Counter.ADMITTED);

        assertThat(counters.admit("a", 5_000, NOWHERE)).isEqualTo(1_000);
        assertThat(counters.admit("a", 6_000, NOWHERE)).isEqualTo(Counter.ADMITTED);
    }

    @Test
    void moreKeysThanThereIsRoomForShareOneCounterAndForgetNobody() {
        Counters counters = new Counters(new Rate(1, 1, 0), 8);
        int admitted = 0;
        for (int i = 0; i < 100; i++) {
            if (counters.admit("key" + i, 0, NOWHERE) == Counter.ADMITTED) {
                admitted++;
            }
        }

        assertThat(admitted).as("8 places and the shared one").isEqualTo(9);
        assertThat(counters.admit("key0", 0, NOWHERE)).as("is not forgotten").isPositive();
        assertThat(counters.admit("later", 1_000, NOWHERE))
                .as("full buckets make room")
                .isEqualTo(Counter.ADMITTED);
        assertThat(counters.size()).isEqualTo(8);
    }

    @Test
    void callsInProgressAreNeverForgotten() {
        Counters counters = new Counters(new Rate(0, 1, 1), 8);
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Ticket ticket = new Ticket();
            assertThat(counters.admit("key" + i, 0, ticket)).isEqualTo(Counter.ADMITTED);
            tickets.add(ticket);
        }
        assertThat(counters.admit("tenth", 0, new Ticket())).isEqualTo(Counter.TOO_MANY_IN_PROGRESS);

        tickets.forEach(Ticket::giveBack);
        assertThat(counters.admit("tenth", 0, new Ticket())).isEqualTo(Counter.ADMITTED);
    }

    /** Against a plain model: a call is admitted exactly when the model says so, as long as all keys have room. */
    @Test
    void manyCallsAreCountedAsAPlainModelCountsThem() {
        Random random = new Random(11);
        Rate rate = new Rate(20, 5, 2);
        Counters counters = new Counters(rate, 1024);
        Map<String, double[]> model = new HashMap<>(); // tokens, at, in progress
        List<Map.Entry<String, Ticket>> open = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(20);
            if (!open.isEmpty() && random.nextInt(3) > 0) {
                Map.Entry<String, Ticket> ended = open.remove(random.nextInt(open.size()));
                ended.getValue().giveBack();
                model.get(ended.getKey())[2]--;
            }
            String key = "k" + random.nextInt(6);
            double[] expected = model.computeIfAbsent(key, fresh -> new double[] {5, 0, 0});
            expected[0] = Math.min(5, expected[0] + (now - expected[1]) * 20 / 1e3);
            expected[1] = now;
            Ticket ticket = new Ticket();
            long answer = counters.admit(key, now, ticket);
            if (expected[2] >= 2) {
                assertThat(answer).isEqualTo(Counter.TOO_MANY_IN_PROGRESS);
            } else if (expected[0] < 1 - 1e-6) {
                assertThat(answer).isPositive();
            } else if (expected[0] > 1 + 1e-6) {
                assertThat(answer).isEqualTo(Counter.ADMITTED);
            }
            if (answer == Counter.ADMITTED) {
                expected[0]--;
                expected[2]++;
                open.add(Map.entry(key, ticket));
            }
        }
    }

    @Test
    void manyThreadsLeaveNothingBehind() throws Exception {
        Counters counters = new Counters(new Rate(0, 1, 3), 8);
        int threads = 4;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Random random = new Random(t);
                running.add(pool.submit(() -> {
                    together.await();
                    for (int i = 0; i < 20_000; i++) {
                        Ticket ticket = new Ticket();
                        counters.admit("k" + random.nextInt(20), i, ticket);
                        ticket.giveBack();
                    }
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            pool.shutdown();
        }

        List<Long> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(counters.admit("k", 0, new Ticket()));
        }
        assertThat(answers)
                .containsExactly(Counter.ADMITTED, Counter.ADMITTED, Counter.ADMITTED, Counter.TOO_MANY_IN_PROGRESS);
    }

    @Test
    void countingMakesNoGarbage() {
        Counters counters = new Counters(new Rate(1_000, 1_000, 0), 1024);
        String[] keys = {"a", "b", "c", "d"};
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                counters.admit(keys[i & 3], i, NOWHERE);
            }
            fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(fewest).as("bytes for 10,000 calls").isLessThan(1_000);
    }
}
