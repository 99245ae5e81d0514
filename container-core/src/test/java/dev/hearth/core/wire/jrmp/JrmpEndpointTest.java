package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hearth.core.call.Target;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.rmi.AccessException;
import java.rmi.NoSuchObjectException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JrmpEndpointTest {

    /** Whether connections have threads of their own must not be seen from outside. */
    static Stream<Integer> residents() {
        return Stream.of(8, 0);
    }

    private static WireFixture fixture(int resident) throws IOException {
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        return new WireFixture(limits);
    }

    private static byte[] add(WireFixture wire, long amount) throws IOException {
        return RawClient.call(wire.calculatorId(), -1, WireFixture.hash("add"), amount);
    }

    @ParameterizedTest
    @MethodSource("residents")
    void acknowledgesWithTheAddressThatItSees(int resident) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.connect()) {
            client.send('J', 'R', 'M', 'I', 0, 2, 0x4b);

            assertThat(client.acknowledged()).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void callsWorkInBothVersions(int version) throws IOException {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.connect()) {
            client.send('J', 'R', 'M', 'I', 0, version, 0x4b);
            client.acknowledged();
            client.send(0, 0, 0, 0, 0, 0);

            client.call(add(wire, 5));

            assertThat(client.longReply()).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void singleOperationIsAnsweredAndClosed(int resident) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.connect()) {
            client.send('J', 'R', 'M', 'I', 0, 2, 0x4c);

            client.call(add(wire, 5));

            assertThat(client.longReply()).isEqualTo(5);
            assertThat(client.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x4d, 0x60})
    void otherProtocolsAreAnsweredAndClosed(int protocol) throws IOException {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.connect()) {
            client.send('J', 'R', 'M', 'I', 0, 2, protocol);

            assertThat(client.in.read()).isEqualTo(0x4f);
            assertThat(client.closed()).isTrue();
        }
    }

    @Test
    void otherVersionsAreAnsweredAndClosed() throws IOException {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.connect()) {
            client.send('J', 'R', 'M', 'I', 0, 3, 0x4b);

            assertThat(client.in.read()).isEqualTo(0x4f);
            assertThat(client.closed()).isTrue();
        }
    }

    static Stream<Arguments> garbage() {
        return residents()
                .flatMap(resident -> Stream.of(
                                "GET / HTTP/1.1\r\n\r\n", "POST /x HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001", "JRMX")
                        .map(text -> Arguments.of(resident, text)));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void whatIsNoJrmpIsClosedAndOthersGoOn(int resident, String text) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient bad = wire.connect();
                RawClient good = wire.greeted()) {
            bad.out.write(text.getBytes(StandardCharsets.ISO_8859_1));

            assertThat(bad.closed()).isTrue();
            good.ping();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void unknownOperationIsClosed(int resident) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            client.send(0x77);

            assertThat(client.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void callWithoutStreamHeaderIsClosed(int resident) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            client.send(0x50, 1, 2, 3, 4, 5, 6, 7, 8);

            assertThat(client.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void handshakeInSingleBytesWorks(int resident) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.connect()) {
            for (int each : new int[] {'J', 'R', 'M', 'I', 0, 2, 0x4b}) {
                client.send(each);
            }
            client.acknowledged();
            for (int each : new int[] {0, 2, 'h', 'i', 0, 0, 0, 0}) {
                client.send(each);
            }
            client.ping();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void callInSingleBytesWorks(int resident) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            for (byte each : RawClient.call(wire.calculatorId(), -1, WireFixture.hash("echo"), "hello")) {
                client.send(each);
            }

            assertThat(client.reply().content().readObject()).isEqualTo("hello");
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void pingsAndAcknowledgementsBetweenCallsAreTaken(int resident) throws IOException {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            client.ping();
            client.call(add(wire, 2));
            assertThat(client.longReply()).isEqualTo(2);
            client.send(0x54, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            client.ping();
            client.call(add(wire, 3));
            assertThat(client.longReply()).isEqualTo(5);
        }
    }

    @Test
    void argumentsInLongBlockAreRead() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            byte[] content = new byte[3 << 20];
            content[content.length - 1] = 42;
            client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), content));

            assertThat(client.reply().content().readObject()).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void largeReplyToSlowReaderIsWhole(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted();
                RawClient other = wire.greeted()) {
            byte[] content = new byte[32 << 20];
            content[content.length - 1] = 42;
            client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), content));
            other.ping();

            assertThat(client.reply().content().readObject()).isEqualTo(content);
            client.ping();
        }
    }

    @Test
    void forgedAndUnknownIdsLookAlike() throws Exception {
        try (WireFixture wire = new WireFixture()) {
            byte[] forged = wire.calculatorId();
            forged[21]++;
            try (RawClient client = wire.greeted()) {
                client.call(RawClient.call(forged, -1, WireFixture.hash("add"), 1L));
                assertThat(client.error()).isInstanceOf(NoSuchObjectException.class);
            }
            assertThat(wire.entry.targets).containsExactly(new Target.ById(-1, 0));
        }
    }

    @Test
    void sessionOfTheStubReachesTheCall() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(wire.ids.encode(WireFixture.CALCULATOR, 9), -1, WireFixture.hash("add"), 1L));

            assertThat(client.longReply()).isEqualTo(1);
            assertThat(wire.entry.targets).containsExactly(new Target.ById(WireFixture.CALCULATOR, 9));
        }
    }

    @Test
    void registryOperationsMeanMethods() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(new byte[22], 1, RegistryOperations.INTERFACE_HASH));
            assertThat((String[]) client.reply().content().readObject()).containsExactly("calculator");
            client.call(RawClient.call(new byte[22], -1, RegistryOperations.methodHash(1)));
            assertThat((String[]) client.reply().content().readObject()).containsExactly("calculator");
        }
    }

    @Test
    void unknownOperationNumberHasNoMethod() throws Exception {
        try (WireFixture wire = new WireFixture();
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(new byte[22], 5, RegistryOperations.INTERFACE_HASH));

            assertThat(client.error()).isInstanceOf(java.rmi.ServerException.class);
            assertThat(wire.entry.unknownMethods).singleElement().asString().startsWith("operation 5 of interface");
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void refusalBeforeTheArgumentsIsReadableAndThenTheConnectionCloses(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            wire.entry.refusal = Optional.of(new AccessException("denied by a test"));
            client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[4 << 20]));

            assertThat(client.error()).isInstanceOf(AccessException.class).hasMessage("denied by a test");
            assertThat(client.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void refusalFromAnotherThreadIsReadableAndThenTheConnectionCloses(int resident) throws Exception {
        LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            wire.entry.refusal = Optional.of(new AccessException("denied by a test"));
            wire.entry.refusals = later::add;
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[4 << 20]));
                } catch (IOException failed) {
                    throw new java.io.UncheckedIOException(failed);
                }
            });
            later.poll(60, TimeUnit.SECONDS).run();

            assertThat(client.error()).isInstanceOf(AccessException.class);
            sent.get(60, TimeUnit.SECONDS);
            client.socket.shutdownOutput();
            assertThat(client.closed()).isTrue();
            await("the connection's end").until(() -> wire.endpoint.connections() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void undecodableArgumentsAreAnsweredAndTheConnectionCloses(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            byte[] call = RawClient.call(wire.calculatorId(), -1, WireFixture.hash("echo"), "hello");
            call[call.length - 8] = 0x11;
            client.call(call);

            assertThat(client.error()).isInstanceOf(java.rmi.ServerException.class);
            assertThat(client.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void messageLongerThanAllowedIsRefused(int resident) throws Exception {
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        limits.messageBytes = 100_000;
        try (WireFixture wire = new WireFixture(limits);
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[200_000]));

            assertThat(client.error())
                    .hasMessageContaining("arguments")
                    .cause()
                    .hasMessageContaining("wire.message-bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void replyMayComeFromAnotherThread(int resident) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            wire.entry.dispatch = other;
            for (int i = 1; i <= 1_000; i++) {
                client.call(add(wire, 1));
                assertThat(client.longReply()).isEqualTo(i);
            }
        } finally {
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void largeReplyMayComeFromAnotherThread(int resident) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            wire.entry.dispatch = other;
            byte[] content = new byte[20 << 20];
            for (int i = 0; i < 3; i++) {
                client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), content));
                assertThat((byte[]) client.reply().content().readObject()).hasSize(content.length);
            }
        } finally {
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void operationBeforeTheReplyIsClosed(int resident) throws Exception {
        LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            wire.entry.dispatch = later::add;
            client.call(add(wire, 1));
            Runnable call = later.poll(60, TimeUnit.SECONDS);

            client.send(0x52);

            assertThat(client.closed()).isTrue();
            call.run();
            assertThat(wire.calculator.sum()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void interruptedCallKeepsItsConnection(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                RawClient client = wire.greeted()) {
            wire.entry.dispatch = task -> {
                Thread.currentThread().interrupt();
                task.run();
            };
            for (int i = 1; i <= 3; i++) {
                client.call(add(wire, 1));
                assertThat(client.longReply()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void connectPhaseIsAskedOnceAndMayRefuse(int resident) throws IOException {
        try (WireFixture wire = fixture(resident)) {
            wire.entry.connect =
                    connection -> Optional.of("not you, " + connection.peer().host());
            try (RawClient client = wire.connect()) {
                client.send('J', 'R', 'M', 'I', 0, 2, 0x4b);
                assertThat(client.closed()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void connectionsPastTheLimitAreClosedBeforeTheAck(int resident) throws IOException {
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        limits.perAddress = 2;
        try (WireFixture wire = new WireFixture(limits);
                RawClient first = wire.greeted();
                RawClient second = wire.greeted()) {
            try (RawClient third = wire.connect()) {
                assertThat(third.closed()).isTrue();
            }
            first.socket.close();
            await("room for another").until(() -> wire.endpoint.connections() == 1);
            try (RawClient fourth = wire.greeted()) {
                fourth.ping();
            }
            second.ping();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void halfHandshakeIsClosedInTime(int resident) throws IOException {
        FakeClock clock = new FakeClock();
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        limits.clock = clock;
        limits.handshake = Duration.ofMillis(40);
        try (WireFixture wire = new WireFixture(limits);
                RawClient mute = wire.connect();
                RawClient half = wire.connect();
                RawClient acknowledged = wire.connect();
                RawClient good = wire.greeted()) {
            half.send('J', 'R', 'M');
            acknowledged.send('J', 'R', 'M', 'I', 0, 2, 0x4b);
            acknowledged.acknowledged();
            good.ping();
            await("the end of unfinished handshakes").until(() -> {
                clock.pass(Duration.ofMillis(2));
                return wire.endpoint.connections() == 1;
            });
            assertThat(mute.closed()).isTrue();
            assertThat(half.closed()).isTrue();
            assertThat(acknowledged.closed()).isTrue();
            good.ping();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void halfSentCallIsClosedInTime(int resident) throws IOException {
        FakeClock clock = new FakeClock();
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        limits.clock = clock;
        limits.message = Duration.ofMillis(40);
        try (WireFixture wire = new WireFixture(limits);
                RawClient inHeader = wire.greeted();
                RawClient inArguments = wire.greeted();
                RawClient idle = wire.greeted()) {
            byte[] call = RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[1000]);
            inHeader.out.write(call, 0, 20);
            inArguments.out.write(call, 0, 200);
            idle.ping();
            await("the end of unfinished calls").until(() -> {
                clock.pass(Duration.ofMillis(2));
                return wire.endpoint.connections() == 1;
            });
            assertThat(inHeader.closed()).isTrue();
            assertThat(inArguments.closed()).isTrue();
            idle.ping();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void peerThatTakesNoReplyIsClosedInTime(int resident) throws Exception {
        FakeClock clock = new FakeClock();
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        limits.clock = clock;
        limits.message = Duration.ofMillis(40);
        try (WireFixture wire = new WireFixture(limits);
                RawClient client = wire.greeted()) {
            client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[32 << 20]));
            await("the end of the connection").until(() -> {
                clock.pass(Duration.ofMillis(2));
                return wire.endpoint.connections() == 0;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void callThatRunsForLongIsNotClosed(int resident) throws Exception {
        FakeClock clock = new FakeClock();
        WireFixture.Limits limits = new WireFixture.Limits();
        limits.resident = resident;
        limits.clock = clock;
        limits.message = Duration.ofMillis(40);
        try (WireFixture wire = new WireFixture(limits);
                RawClient client = wire.greeted();
                RawClient half = wire.greeted()) {
            client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("await")));
            await().until(() -> wire.calculator.waiting.get() == 1);
            half.send(0x50);
            await("the watchdog's round").until(() -> {
                clock.pass(Duration.ofMillis(2));
                return wire.endpoint.connections() == 1;
            });
            wire.calculator.letGo();
            assertThat(client.reply().result()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void drainClosesIdleConnectionsAndLetsCallsReply(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                RawClient idle = wire.greeted();
                RawClient busy = wire.greeted()) {
            idle.ping();
            busy.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("await")));
            await().until(() -> wire.calculator.waiting.get() == 1);
            int port = wire.port();

            assertThat(wire.endpoint.drain(Duration.ZERO)).isFalse();

            assertThat(idle.closed()).isTrue();
            assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(IOException.class);
            wire.calculator.letGo();
            assertThat(busy.reply().result()).isTrue();
            assertThat(busy.closed()).isTrue();
            assertThat(wire.endpoint.drain(Duration.ofSeconds(60))).isTrue();
        }
    }

    @Test
    void portInUseIsSaidClearly() throws IOException {
        try (WireFixture wire = new WireFixture()) {
            assertThatThrownBy(() -> Listener.bind("127.0.0.1", wire.port()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("port " + wire.port())
                    .hasMessageContaining("set another port");
        }
    }

    @ParameterizedTest
    @MethodSource("residents")
    void closeEndsConnectionsAndFreesThePort(int resident) throws IOException {
        WireFixture wire = fixture(resident);
        int port = wire.port();
        try (RawClient client = wire.greeted()) {
            wire.close();

            assertThat(client.closed()).isTrue();
            Listener.bind("127.0.0.1", port).close();
        }
    }
}
