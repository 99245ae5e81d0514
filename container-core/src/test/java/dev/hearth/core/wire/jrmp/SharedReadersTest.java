package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections beyond those with threads of their own. */
class SharedReadersTest {

    private final WireFixture.Limits limits = new WireFixture.Limits();
    private final List<RawClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    private List<RawClient> connect(WireFixture wire, int count) throws IOException {
        List<RawClient> connected = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            connected.add(wire.greeted());
        }
        clients.addAll(connected);
        return connected;
    }

    private static void addOnce(WireFixture wire, List<RawClient> callers) throws IOException {
        for (RawClient client : callers) {
            client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("add"), 1L));
        }
        for (RawClient client : callers) {
            assertThat(client.longReply()).isPositive();
        }
    }

    private static long wireThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("hearth-wire-\\d+"))
                .count();
    }

    @Test
    void manyMoreConnectionsThanThreadsAreServed() throws IOException {
        limits.resident = 2;
        limits.readers = 2;
        try (WireFixture wire = new WireFixture(limits)) {
            List<RawClient> many = connect(wire, 300);

            for (int round = 0; round < 5; round++) {
                addOnce(wire, many);
            }

            assertThat(wire.calculator.sum()).isEqualTo(1_500);
        }
    }

    @Test
    void callsThatWaitInObjectsLeaveThreadsForOthers() throws IOException {
        limits.resident = 0;
        limits.readers = 1;
        limits.pool = 8;
        try (WireFixture wire = new WireFixture(limits)) {
            for (RawClient client : connect(wire, 6)) {
                client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("await")));
            }

            addOnce(wire, connect(wire, 4));
        }
    }

    /** A client whose call was answered by a deadline may call again at once, although its object does not return. */
    @ParameterizedTest
    @CsvSource({"0,0", "0,40", "4,0", "4,40"})
    void connectionWhoseThreadIsStuckIsReadByAnother(int resident, int callsBefore) throws Exception {
        limits.resident = resident;
        limits.readers = 2;
        try (WireFixture wire = new WireFixture(limits)) {
            List<RawClient> two = connect(wire, 2);
            for (int round = 1; round <= 2; round++) {
                int stuck = round;
                for (int i = 0; i < callsBefore; i++) {
                    addOnce(wire, two);
                }
                two.get(0).call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("await")));
                await("the call is in the object").until(() -> wire.calculator.waiting.get() == stuck);
                wire.entry.overtake();
                assertThat(two.get(0).error()).hasMessage("late");
            }
            for (int i = 0; i < 100; i++) {
                addOnce(wire, two);
            }
            wire.calculator.letGo();
            for (int i = 0; i < 100; i++) {
                addOnce(wire, two);
            }
            two.get(0).ping();
            assertThat(wire.endpoint.connections()).isEqualTo(2);
        }
    }

    @Test
    void tricklersDoNotOwnTheReaders() throws IOException {
        limits.resident = 0;
        limits.readers = 2;
        limits.pool = 0;
        limits.spare = 2;
        try (WireFixture wire = new WireFixture(limits)) {
            byte[] call = RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[1000]);
            for (RawClient client : connect(wire, 20)) {
                client.out.write(call, 0, 200);
            }

            addOnce(wire, connect(wire, 10));

            await("the oldest unfinished messages' end").until(() -> wire.endpoint.connections() < 30);
        }
    }

    /** One waits for the rest of an argument, and the only other thread there may be must not wait for its patience. */
    @Test
    void halfACallGivesItsPlaceAway() throws IOException {
        limits.resident = 0;
        limits.readers = 1;
        limits.pool = 0;
        limits.spare = 1;
        try (WireFixture wire = new WireFixture(limits)) {
            byte[] call = RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[1000]);
            RawClient half = connect(wire, 1).get(0);
            half.out.write(call, 0, 200);
            List<RawClient> others = connect(wire, 20);

            addOnce(wire, others);
            addOnce(wire, others);

            half.out.write(call, 200, call.length - 200);
            assertThat(half.reply().result()).isTrue();
            assertThat(wire.endpoint.connections()).isEqualTo(21);
        }
    }

    /** A thread that lingers at a connection in the hope of its next call leaves it for one that has a call. */
    @Test
    void whoHasACallGetsTheThreadOfWhoMayHaveOne() throws IOException {
        limits.resident = 0;
        limits.readers = 1;
        limits.pool = 0;
        limits.spare = 0;
        try (WireFixture wire = new WireFixture(limits)) {
            List<RawClient> two = connect(wire, 2);
            for (int round = 0; round < 300; round++) {
                addOnce(wire, List.of(two.get(round % 2)));
            }
            assertThat(wire.calculator.sum()).isEqualTo(300);
        }
    }

    @Test
    void busyConnectionsGetTheThreadsOfAllIdleOnes() throws IOException {
        FakeClock clock = new FakeClock();
        limits.resident = 4;
        limits.clock = clock;
        try (WireFixture wire = new WireFixture(limits)) {
            List<RawClient> idle = connect(wire, 4);
            for (int i = 0; i < 100; i++) {
                addOnce(wire, idle);
            }
            List<RawClient> busy = connect(wire, 4);

            await("places for all the busy ones").until(() -> {
                clock.pass(Duration.ofMillis(500));
                for (int i = 0; i < 100; i++) {
                    addOnce(wire, busy);
                }
                return wire.endpoint.connections() == 4;
            });
            addOnce(wire, busy);
        }
    }

    /** Those that trickle from the start take few of the threads that a connection can have for itself. */
    @Test
    void tricklersLeaveThreadsOfTheirOwnToBusyConnections() throws IOException {
        limits.resident = 2;
        limits.readers = 1;
        limits.pool = 0;
        limits.spare = 0;
        try (WireFixture wire = new WireFixture(limits)) {
            for (RawClient trickling : connect(wire, 4)) {
                trickling.out.write(0x50);
            }
            RawClient busy = connect(wire, 1).get(0);
            for (int i = 0; i < 100; i++) {
                addOnce(wire, List.of(busy));
            }
            RawClient half = connect(wire, 1).get(0);
            byte[] call = RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[1000]);
            half.out.write(call, 0, 200); // has the only shared thread from now on

            for (int i = 0; i < 100; i++) {
                addOnce(wire, List.of(busy));
            }
            assertThat(wire.calculator.sum()).isEqualTo(200);
            assertThat(wire.endpoint.connections()).isEqualTo(6);
        }
    }

    @Test
    void idleConnectionsKeepNoThread() throws IOException {
        limits.resident = 0;
        limits.readers = 4;
        try (WireFixture wire = new WireFixture(limits)) {
            long before = wireThreads();
            List<RawClient> many = connect(wire, 100);
            addOnce(wire, many);

            // on a machine that is slow at the moment, those that may stand in for stuck ones are started too
            assertThat(wireThreads() - before).isLessThanOrEqualTo(limits.readers + limits.pool + limits.spare);
        }
    }

    @Test
    void busyConnectionGetsTheThreadOfAnIdleOne() throws IOException {
        FakeClock clock = new FakeClock();
        limits.resident = 1;
        limits.clock = clock;
        try (WireFixture wire = new WireFixture(limits)) {
            RawClient idle = connect(wire, 1).get(0);
            idle.ping();
            List<RawClient> busy = connect(wire, 1);

            await("a place for the busy one").until(() -> {
                clock.pass(Duration.ofMillis(500));
                for (int i = 0; i < 100; i++) {
                    addOnce(wire, busy);
                }
                return wire.endpoint.connections() == 1;
            });
            for (int i = 0; i < 200; i++) {
                addOnce(wire, busy);
            }
            assertThat(idle.closed()).isTrue();
        }
    }

    @Test
    void neverClosesAnIdleConnectionThatNobodyEnvies() throws IOException {
        FakeClock clock = new FakeClock();
        limits.resident = 1;
        limits.clock = clock;
        limits.handshake = Duration.ofMillis(40);
        try (WireFixture wire = new WireFixture(limits)) {
            RawClient idle = connect(wire, 1).get(0);
            idle.ping();
            try (RawClient unfinished = wire.connect()) {
                await("both are there").until(() -> wire.endpoint.connections() == 2);
                await("the watchdog's round").until(() -> {
                    clock.pass(Duration.ofSeconds(10));
                    return wire.endpoint.connections() == 1;
                });
                assertThat(unfinished.closed()).isTrue();
            }
            idle.ping();
        }
    }
}
