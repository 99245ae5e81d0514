package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.call.ExportPorts;
import dev.hearth.core.testing.Rooms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that leaves, resets, or says no more costs its own connection and nothing else, in every state of the protocol. */
@Timeout(120)
class HostilePeersTest {

    private static final int LARGE = 8 << 20;

    /** Brings a connection into a state. */
    interface State {
        void reach(WireFixture wire, RawClient client) throws Exception;
    }

    private static State greeted(State further) {
        return (wire, client) -> {
            client.greet();
            further.reach(wire, client);
        };
    }

    private static byte[] call(WireFixture wire, String method, Object... arguments) throws IOException {
        return RawClient.call(wire.calculatorId(), -1, WireFixture.hash(method), arguments);
    }

    private static Map<String, State> states() {
        Map<String, State> states = new LinkedHashMap<>();
        states.put("before the magic", (wire, client) -> {});
        states.put("in the magic", (wire, client) -> client.send('J', 'R'));
        states.put("before the acknowledgement", (wire, client) -> client.send('J', 'R', 'M', 'I', 0, 2, 0x4b));
        states.put("in the endpoint", (wire, client) -> {
            client.send('J', 'R', 'M', 'I', 0, 2, 0x4b);
            client.acknowledged();
            client.send(0, 5, 'x');
        });
        states.put("in a call's header", greeted((wire, client) -> client.out.write(call(wire, "add", 1L), 0, 20)));
        states.put(
                "in the arguments",
                greeted((wire, client) -> client.out.write(call(wire, "bytes", new byte[1000]), 0, 200)));
        states.put("in the arguments of a lease call", greeted((wire, client) -> {
            byte[] id = new byte[22];
            id[7] = 2;
            byte[] dirty = RawClient.call(
                    id, 1, -669196253586618813L, new ObjID[] {new ObjID()}, 1L, new Lease(new VMID(), 1));
            client.out.write(dirty, 0, dirty.length - 3);
        }));
        states.put("in an acknowledgement", greeted((wire, client) -> client.send(0x54, 1, 2)));
        states.put(
                "while a large reply is written",
                greeted((wire, client) -> client.call(call(wire, "bytes", new byte[LARGE]))));
        states.put("while the reply to nonsense lingers", greeted((wire, client) -> {
            byte[] broken = call(wire, "echo", "hello");
            broken[broken.length - 8] = 0x11;
            client.call(broken);
        }));
        states.put("while its call runs", greeted((wire, client) -> {
            int before = wire.calculator.waiting.get();
            client.call(call(wire, "await"));
            await("the call").until(() -> wire.calculator.waiting.get() > before);
        }));
        states.put("in a ping", greeted((wire, client) -> client.send(0x52)));
        states.put("after a reply", greeted((wire, client) -> {
            client.call(call(wire, "echo", "x"));
            client.reply();
        }));
        states.put("when idle", greeted((wire, client) -> {}));
        return states;
    }

    /** In these it owes us something and is waited for no longer than the limits say; in the others it may be silent. */
    private static final List<String> SILENCE_IS_ITS_RIGHT =
            List.of("while its call runs", "in a ping", "after a reply", "when idle");

    private enum Manner {
        LEAVES {
            @Override
            void end(RawClient client) throws IOException {
                client.close();
            }
        },
        RESETS {
            @Override
            void end(RawClient client) throws IOException {
                client.socket.setSoLinger(true, 0);
                client.close();
            }
        },
        SHUTS_ITS_OUTPUT {
            @Override
            void end(RawClient client) throws IOException {
                client.socket.shutdownOutput();
            }
        },
        SAYS_NO_MORE {
            @Override
            void end(RawClient client) {}
        };

        abstract void end(RawClient client) throws IOException;
    }

    static Stream<Arguments> cases() {
        return states().entrySet().stream()
                .flatMap(state ->
                        Stream.of(8, 0).map(resident -> Arguments.of(state.getKey(), resident, state.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1} residents")
    @MethodSource("cases")
    void costsOnlyItsOwnConnection(String name, int resident, State state) throws Exception {
        FakeClock clock = new FakeClock();
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        limits.pool = 16;
        limits.clock = clock;
        limits.handshake = Duration.ofMillis(400);
        limits.message = Duration.ofMillis(400);
        List<RawClient> hostile = new ArrayList<>();
        try (WireFixture wire = new WireFixture(limits);
                RawClient honest = wire.greeted()) {
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Long> calls = CompletableFuture.supplyAsync(() -> callUntil(over, wire, honest));
            for (Manner manner : Manner.values()) {
                if (manner != Manner.SAYS_NO_MORE || !SILENCE_IS_ITS_RIGHT.contains(name)) {
                    RawClient client = wire.connect();
                    hostile.add(client);
                    state.reach(wire, client);
                    manner.end(client);
                }
            }
            wire.calculator.letGo();

            await("the end of all connections but the honest one").until(() -> {
                clock.pass(Duration.ofMillis(10));
                return wire.endpoint.connections() == 1;
            });
            await("the end of the threads' work").until(() -> threadsAtConnections() <= 1);
            over.set(true);
            assertThat(calls.get(60, TimeUnit.SECONDS))
                    .as("calls of the honest client")
                    .isPositive();
        } finally {
            for (RawClient client : hostile) {
                client.close();
            }
        }
    }

    private static long callUntil(AtomicBoolean over, WireFixture wire, RawClient client) {
        try {
            byte[] call = call(wire, "add", 1L);
            long calls = 0;
            while (!over.get() || calls == 0) {
                client.call(call);
                client.longReply();
                calls++;
            }
            return calls;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static long threadsAtConnections() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("hearth-wire-"))
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().equals(Residents.class.getName())
                                || frame.getMethodName().equals("converse")))
                .count();
    }

    @Test
    void forgedIdsAreToldApartByNoByte() throws Exception {
        try (WireFixture wire = new WireFixture(allReadAlike())) {
            byte[] code = wire.calculatorId();
            code[21]++;
            byte[] number = wire.calculatorId();
            number[7]++;
            byte[] session = wire.calculatorId();
            session[11]++;
            byte[] negative = wire.calculatorId();
            negative[0] = -1;
            byte[] wellKnown = new byte[22];
            wellKnown[7] = 1;
            byte[] random = new byte[22];
            new java.util.Random(1).nextBytes(random);
            byte[] expected = reply(wire, code);
            for (byte[] each : List.of(number, session, negative, wellKnown, random)) {
                assertThat(reply(wire, each)).isEqualTo(expected);
            }
        }
    }

    /** By shared threads: a reply's stack trace tells which kind of thread has read the call. */
    private static WireFixture.Limits allReadAlike() {
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = 0;
        return limits;
    }

    private static byte[] reply(WireFixture wire, byte[] id) throws IOException {
        return whole(wire, RawClient.call(id, -1, WireFixture.hash("add"), 1L));
    }

    private static byte[] whole(WireFixture wire, byte[] call) throws IOException {
        try (RawClient client = wire.greeted()) {
            client.call(call);
            client.socket.shutdownOutput();
            return client.in.readAllBytes();
        }
    }

    @Test
    void leaseCallsTellForgedIdsAndGenuineOnesApartByNoByte() throws Exception {
        try (WireFixture wire = new WireFixture(allReadAlike())) {
            Lease lease = new Lease(new VMID(), 1);
            List<byte[]> replies = new ArrayList<>();
            for (byte[] id : List.of(wire.calculatorId(), wire.ids.encode(999, 3), new byte[22])) {
                replies.add(whole(
                        wire,
                        RawClient.call(
                                dgc(), 1, -669196253586618813L, new ObjID[] {LeaseCallsTest.id(id)}, 1L, lease)));
            }
            assertThat(replies.get(1)).isEqualTo(replies.get(0));
            assertThat(replies.get(2)).isEqualTo(replies.get(0));
        }
    }

    private static byte[] dgc() {
        byte[] id = new byte[22];
        id[7] = 2;
        return id;
    }

    @Test
    void aLeaseCallOfMegabytesIsRefused() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(dgc(), 1, -669196253586618813L, "x".repeat(4 << 20), 1L, new ObjID()));
            assertThat(client.error()).isInstanceOf(IllegalArgumentException.class);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void largeMessagesTogetherStayWithinTheirBound() throws Exception {
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.bytesInProgress = 6 << 20;
        try (WireFixture wire = new WireFixture(limits);
                RawClient first = wire.greeted();
                RawClient second = wire.greeted();
                RawClient small = wire.greeted()) {
            byte[] large = call(wire, "bytes", new byte[4 << 20]);
            first.out.write(large, 0, large.length - 1);
            await("all but the first's last byte is read: it would else be the one that is too much")
                    .until(() -> wire.endpoint.bytesInProgress() == large.length - large.length % (64 << 10));
            second.call(large);
            assertThat(second.error())
                    .hasStackTraceContaining("HEARTH-LIMIT")
                    .hasStackTraceContaining("wire.bytes-in-progress");
            small.call(call(wire, "add", 1L));
            assertThat(small.longReply()).isEqualTo(1);
            first.out.write(large, large.length - 1, 1);
            assertThat(first.reply().result()).isTrue();
            try (RawClient later = wire.greeted()) {
                later.call(large);
                assertThat(later.reply().result()).isTrue();
            }
        }
    }

    @Test
    void blockedCallsOfOneAddressLeaveRoomForAnother() throws Exception {
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = 2;
        limits.readers = 2;
        limits.pool = 32;
        limits.perAddress = 10;
        List<RawClient> blocked = new ArrayList<>();
        try (WireFixture wire = new WireFixture(limits)) {
            for (int i = 0; i < 8; i++) {
                RawClient client = wire.greeted();
                blocked.add(client);
                client.call(call(wire, "await"));
            }
            await("the calls").until(() -> wire.calculator.waiting.get() == 8);
            try (RawClient other = wire.greeted()) {
                other.call(call(wire, "add", 1L));
                assertThat(other.longReply()).isEqualTo(1);
                try (RawClient last = wire.greeted();
                        RawClient oneTooMany = wire.connect()) {
                    assertThat(oneTooMany.closed()).isTrue();
                    last.ping();
                }
            }
        } finally {
            for (RawClient client : blocked) {
                client.close();
            }
        }
    }

    /** Through the socket of a factory, whose threads the endpoint does not see. */
    @Test
    void whoTakesNothingThroughAFactoryGivesItsPlaceBack() throws Exception {
        FakeClock clock = new FakeClock();
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.clock = clock;
        limits.message = Duration.ofSeconds(30);
        List<RawClient> deaf = new ArrayList<>();
        try (WireFixture wire = new WireFixture(limits)) {
            ExportPorts.Use use = wire.endpoint.open(
                    Rooms.deployment("bank"),
                    0,
                    null,
                    port -> new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
            int port = use.port().orElseThrow().port();
            byte[] call = RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[12 << 20]);
            for (int i = 0; i < WireFixture.FACTORY_CONNECTIONS; i++) {
                RawClient client = new RawClient(port);
                deaf.add(client);
                client.greet();
                client.call(call);
                assertThat(client.in.readUnsignedByte())
                        .as("the first of the reply")
                        .isEqualTo(0x51);
            }
            await("there is room again").until(() -> {
                clock.pass(Duration.ofSeconds(1));
                try (RawClient next = new RawClient(port)) {
                    next.greet();
                    return true;
                } catch (IOException closed) {
                    return false;
                }
            });
            use.close();
        } finally {
            for (RawClient client : deaf) {
                client.close();
            }
        }
    }
}
