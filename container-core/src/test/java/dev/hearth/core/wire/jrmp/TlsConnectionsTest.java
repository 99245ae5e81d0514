package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.hearth.api.hook.Peer;
import dev.hearth.core.config.ConfigException;
import dev.hearth.core.config.ConfigLoader;
import dev.hearth.core.testing.Certificates;
import dev.hearth.core.wire.transport.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.rmi.AccessException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The object port under TLS: what well-behaved peers do, and what others try. */
@Timeout(120)
class TlsConnectionsTest {

    private static final String NEWEST = "TLSv1.3";
    private static final String OLDEST = "TLSv1.2";
    private static final int MORE_THAN_SOCKETS_HOLD = 6 << 20;
    private static final int PING = 0x52;
    private static final int PING_ANSWER = 0x53;

    @TempDir
    static Path folder;

    private static Path server;
    private static Path alice;
    private static Path stranger;
    private static Path trust;
    private static SSLContext trusting;
    private static SSLContext alices;
    private static SSLContext strangers;
    private static final Map<String, Optional<Tls>> SERVERS = new TreeMap<>();

    private final WireFixture.Limits limits = new WireFixture.Limits();
    private final FakeClock clock = new FakeClock();
    private final List<ShapedSocket> sockets = new ArrayList<>();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();
    private final Logger logger = (Logger) org.slf4j.LoggerFactory.getLogger(JrmpEndpoint.class);

    @BeforeAll
    static void makeCertificates() throws ConfigException {
        Certificates certificates = new Certificates(folder);
        server = certificates.server();
        alice = certificates.key("alice", "CN=alice,O=Bank");
        stranger = certificates.key("stranger", "CN=stranger");
        trust = certificates.trusting("trust", server, alice);
        trusting = Certificates.client(trust);
        alices = Certificates.client(trust, alice);
        strangers = Certificates.obstinate(trust, stranger);
        for (String asked : List.of("none", "want", "need")) {
            SERVERS.put(asked, tls(asked));
        }
    }

    /** Whether connections have threads of their own, and the version, must not be seen from outside. */
    static Stream<Arguments> ways() {
        return Stream.of(8, 0)
                .flatMap(resident -> Stream.of(NEWEST, OLDEST).map(version -> Arguments.of(resident, version)));
    }

    @BeforeEach
    void listen() {
        said.list = new CopyOnWriteArrayList<>();
        said.start();
        logger.addAppender(said);
    }

    @AfterEach
    void close() throws IOException {
        logger.detachAppender(said);
        for (ShapedSocket socket : sockets) {
            socket.close();
        }
    }

    private WireFixture fixture(int resident) throws Exception {
        return fixture(resident, "none");
    }

    private WireFixture fixture(int resident, String clientAuth) throws Exception {
        limits.resident = resident;
        limits.tls = SERVERS.get(clientAuth);
        return new WireFixture(limits);
    }

    private static Optional<Tls> tls(String clientAuth) throws ConfigException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("tls.enabled", "true");
        settings.put("tls.key-store", server.toString());
        settings.put("tls.key-store-password", Certificates.PASSWORD);
        settings.put("tls.trust-store", trust.toString());
        settings.put("tls.trust-store-password", Certificates.PASSWORD);
        settings.put("tls.client-auth", clientAuth);
        return Tls.of(ConfigLoader.of(settings).tls());
    }

    /** A client of TLS, and the socket below it. */
    private record Secure(RawClient client, ShapedSocket below) implements AutoCloseable {

        SSLSocket socket() {
            return (SSLSocket) client.socket;
        }

        Secure greeted() throws IOException {
            client.greet();
            return this;
        }

        @Override
        public void close() throws IOException {
            below.close();
        }
    }

    private Secure connect(WireFixture wire, SSLContext context, String version) throws IOException {
        ShapedSocket below = new ShapedSocket(wire.port());
        sockets.add(below);
        below.setSoTimeout(60_000);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(below, "127.0.0.1", wire.port(), true);
        socket.setEnabledProtocols(new String[] {version});
        return new Secure(new RawClient(socket), below);
    }

    private Secure connect(WireFixture wire, String version) throws IOException {
        return connect(wire, trusting, version);
    }

    private static byte[] add(WireFixture wire, long amount) throws IOException {
        return RawClient.call(wire.calculatorId(), -1, WireFixture.hash("add"), amount);
    }

    private static byte[] bytes(WireFixture wire, int length) throws IOException {
        return RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), new byte[length]);
    }

    private List<String> said() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private void passUntil(WireFixture wire, int connections) {
        await("the watchdog's round").until(() -> {
            clock.pass(Duration.ofMillis(2));
            return wire.endpoint.connections() == connections;
        });
    }

    // what works

    @ParameterizedTest
    @MethodSource("ways")
    void callsOfAllSizesWork(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version).greeted()) {
            RawClient client = secure.client;
            for (int i = 1; i <= 100; i++) {
                client.ping();
                client.call(add(wire, 1));
                assertThat(client.longReply()).isEqualTo(i);
            }
            for (int length : new int[] {8_000, 12_000, 16_384, 100_000, 1 << 20}) {
                client.call(bytes(wire, length));
                assertThat((byte[]) client.reply().content().readObject()).hasSize(length);
            }
            assertThat(secure.socket().getSession().getProtocol()).isEqualTo(version);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void largeReplyToSlowReaderIsWholeAndOthersGoOn(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure slow = connect(wire, version).greeted();
                Secure other = connect(wire, version).greeted()) {
            byte[] content = new byte[MORE_THAN_SOCKETS_HOLD];
            content[content.length - 1] = 42;
            slow.client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("bytes"), content));
            other.client.ping();

            assertThat(slow.client.reply().content().readObject()).isEqualTo(content);
            slow.client.ping();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void replyMayComeFromAnotherThread(int resident, String version) throws Exception {
        var other = java.util.concurrent.Executors.newSingleThreadExecutor();
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version).greeted()) {
            wire.entry.dispatch = other;
            for (int i = 1; i <= 100; i++) {
                secure.client.call(add(wire, 1));
                assertThat(secure.client.longReply()).isEqualTo(i);
            }
            secure.client.call(bytes(wire, 1 << 20));
            assertThat((byte[]) secure.client.reply().content().readObject()).hasSize(1 << 20);
        } finally {
            other.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everythingInSingleBytesWorks(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version)) {
            secure.below.shape(ShapedSocket.Shape.SINGLE);
            secure.greeted().client.call(add(wire, 5));

            assertThat(secure.client.longReply()).isEqualTo(5);
        }
    }

    /** What a selector does not show any more must not be waited for. */
    @ParameterizedTest
    @MethodSource("ways")
    void recordsThatComeTogetherAreAllRead(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version).greeted()) {
            byte[] acknowledgement = new byte[15];
            acknowledgement[0] = 0x54;
            for (int i = 1; i <= 20; i++) {
                secure.below.shape(ShapedSocket.Shape.HELD);
                secure.client.call(acknowledgement);
                secure.client.call(acknowledgement);
                secure.client.call(add(wire, 1));
                secure.below.shape(ShapedSocket.Shape.WHOLE);
                secure.below.release();

                assertThat(secure.client.longReply()).isEqualTo(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void newKeysAreTakenBetweenCalls(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, NEWEST).greeted()) {
            for (int i = 1; i <= 100; i++) {
                secure.socket().startHandshake(); // once connected, TLS 1.3 makes new keys of it
                secure.client.call(add(wire, 1));
                assertThat(secure.client.longReply()).isEqualTo(i);
            }
        }
    }

    // how it ends

    @ParameterizedTest
    @MethodSource("ways")
    void refusalOfUnreadArgumentsIsReadableAndTheEndIsAnnounced(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version).greeted()) {
            wire.entry.refusal = Optional.of(new AccessException("denied by a test"));
            secure.client.call(bytes(wire, 500_000));

            assertThat(secure.client.error()).isInstanceOf(AccessException.class);
            assertThat(secure.client.in.read()).isEqualTo(-1); // without close_notify this would throw
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void refusalFromAnotherThreadIsReadable(int resident, String version) throws Exception {
        LinkedBlockingQueue<Runnable> later = new LinkedBlockingQueue<>();
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version).greeted()) {
            wire.entry.refusal = Optional.of(new AccessException("denied by a test"));
            wire.entry.refusals = later::add;
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
                try {
                    secure.client.call(bytes(wire, 100_000));
                } catch (IOException failed) {
                    throw new java.io.UncheckedIOException(failed);
                }
            });
            later.poll(60, TimeUnit.SECONDS).run();

            assertThat(secure.client.error()).isInstanceOf(AccessException.class);
            sent.get(60, TimeUnit.SECONDS);
            secure.below.close();
            await("the connection's end").until(() -> wire.endpoint.connections() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void goodbyeIsAnsweredByGoodbye(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version).greeted()) {
            secure.client.ping();
            secure.socket().shutdownOutput();

            assertThat(secure.client.in.read()).isEqualTo(-1);
            await("the connection's end").until(() -> wire.endpoint.connections() == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void drainClosesIdleConnectionsAndLetsCallsReply(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure idle = connect(wire, version).greeted();
                Secure busy = connect(wire, version).greeted()) {
            idle.client.ping();
            busy.client.call(RawClient.call(wire.calculatorId(), -1, WireFixture.hash("await")));
            await().until(() -> wire.calculator.waiting.get() == 1);

            assertThat(wire.endpoint.drain(Duration.ZERO)).isFalse();

            assertThat(closed(idle)).isTrue();
            wire.calculator.letGo();
            assertThat(busy.client.reply().result()).isTrue();
            assertThat(closed(busy)).isTrue();
            assertThat(wire.endpoint.drain(Duration.ofSeconds(60))).isTrue();
        }
    }

    @Test
    void drainOfAWaitingConnectionAnnouncesTheEnd() throws Exception {
        try (WireFixture wire = fixture(0);
                Secure idle = connect(wire, NEWEST).greeted()) {
            idle.client.ping();

            assertThat(wire.endpoint.drain(Duration.ofSeconds(60))).isTrue();

            assertThat(idle.client.in.read()).isEqualTo(-1);
        }
    }

    /** With or without a goodbye, which a thread of its own that waits for bytes does not say. */
    private static boolean closed(Secure secure) throws IOException {
        try {
            return secure.client.closed();
        } catch (SSLException unannounced) {
            return true;
        }
    }

    // who speaks something else

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void plainClientIsClosedAtOnceAndTheLogSaysWhy(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                RawClient plain = wire.connect()) {
            plain.send('J');
            assertThat(plain.closed()).isTrue();

            assertThat(said())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("closed a connection from 127.0.0.1:")
                            .endsWith("it speaks JRMP without TLS, and this port speaks TLS"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void browserIsClosedAtOnceAndTheLogSaysWhy(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                RawClient web = wire.connect()) {
            web.out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(web.closed()).isTrue();

            assertThat(said()).anySatisfy(line -> assertThat(line).endsWith("what it sent is no TLS"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void helloToAPlainPortIsClosedAtOnceAndTheLogSaysWhy(int resident) throws Exception {
        limits.resident = resident;
        try (WireFixture wire = new WireFixture(limits);
                Secure secure = connect(wire, NEWEST)) {
            assertThatThrownBy(secure.socket()::startHandshake).isInstanceOf(IOException.class);

            assertThat(said())
                    .anySatisfy(
                            line -> assertThat(line).endsWith("it speaks TLS, and this port does not (tls.enabled)"));
        }
    }

    // who misbehaves

    static Stream<Arguments> garbage() {
        return Stream.of(8, 0)
                .flatMap(resident -> Stream.of(
                                new int[] {0x16, 3, 1, 0xff, 0xff},
                                new int[] {0x16, 3, 1, 0, 4, 1, 0, 0, 0},
                                new int[] {0x16, 3, 1, 0, 0},
                                new int[] {0x16, 0x41, 0x41, 0, 5, 1, 2, 3, 4, 5},
                                new int[] {0x16, 3, 3, 0, 5, 2, 0, 0, 1, 0})
                        .map(bytes -> Arguments.of(resident, bytes)));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsClosedAndOthersGoOn(int resident, int[] bytes) throws Exception {
        limits.clock = clock;
        limits.handshake = Duration.ofMillis(40);
        try (WireFixture wire = fixture(resident);
                RawClient bad = wire.connect();
                Secure good = connect(wire, NEWEST).greeted()) {
            good.client.ping();
            bad.send(bytes);
            bad.socket.shutdownOutput();
            passUntil(wire, 1);

            good.client.ping();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void forgedRecordIsClosedWithAnAlert(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure bad = connect(wire, version).greeted();
                Secure good = connect(wire, version).greeted()) {
            bad.client.ping();
            byte[] forged = new byte[5 + 40];
            System.arraycopy(new byte[] {0x17, 3, 3, 0, 40}, 0, forged, 0, 5);
            bad.below.raw(forged);

            assertThatThrownBy(() -> bad.client.in.read())
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("bad_record_mac");
            good.client.ping();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void renegotiationIsRefused(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, OLDEST).greeted()) {
            secure.client.ping();

            assertThatThrownBy(() -> {
                        secure.socket().startHandshake();
                        secure.client.ping();
                    })
                    .isInstanceOf(IOException.class);
            await("the connection's end").until(() -> wire.endpoint.connections() == 0);
            assertThat(said()).anySatisfy(line -> assertThat(line).endsWith("renegotiation is refused"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void floodOfNewKeysIsRefused(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, NEWEST).greeted()) {
            secure.client.ping();

            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100_000; i++) {
                            secure.socket().startHandshake();
                        }
                    })
                    .isInstanceOf(IOException.class);
            await("the connection's end").until(() -> wire.endpoint.connections() == 0);
            assertThat(said()).anySatisfy(line -> assertThat(line).contains("records without contents"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void handshakesOfBothKindsShareOneLimit(int resident) throws Exception {
        limits.clock = clock;
        limits.handshake = Duration.ofMillis(40);
        try (WireFixture wire = fixture(resident);
                RawClient mute = wire.connect();
                RawClient inRecord = wire.connect();
                Secure secured = connect(wire, NEWEST);
                Secure acknowledged = connect(wire, NEWEST);
                Secure good = connect(wire, NEWEST).greeted()) {
            inRecord.send(0x16, 3, 1, 1, 0, 1, 0);
            secured.socket().startHandshake();
            acknowledged.client.send('J', 'R', 'M', 'I', 0, 2, 0x4b);
            acknowledged.client.acknowledged();
            good.client.ping();
            passUntil(wire, 1);

            assertThat(mute.closed()).isTrue();
            assertThat(inRecord.closed()).isTrue();
            assertThat(closed(secured)).isTrue();
            assertThat(closed(acknowledged)).isTrue();
            good.client.ping();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void peerThatStopsInARecordIsClosedInTime(int resident) throws Exception {
        limits.clock = clock;
        limits.message = Duration.ofMillis(40);
        try (WireFixture wire = fixture(resident);
                Secure between = connect(wire, NEWEST).greeted();
                Secure inArguments = connect(wire, NEWEST).greeted();
                Secure idle = connect(wire, NEWEST).greeted()) {
            between.client.ping();
            idle.client.ping();
            between.below.shape(ShapedSocket.Shape.HELD);
            between.client.send(PING);
            between.below.release(between.below.held() - 1);
            inArguments.below.shape(ShapedSocket.Shape.HELD);
            inArguments.client.call(bytes(wire, 40_000));
            inArguments.below.release(20_000);
            passUntil(wire, 1);

            assertThat(closed(between)).isTrue();
            assertThat(closed(inArguments)).isTrue();
            idle.client.ping();
            assertThat(said()).anySatisfy(line -> assertThat(line).contains("it did not finish"));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void peerThatTakesNoReplyIsClosedInTime(int resident, String version) throws Exception {
        limits.clock = clock;
        limits.message = Duration.ofMillis(40);
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, version).greeted()) {
            secure.client.call(bytes(wire, MORE_THAN_SOCKETS_HOLD));
            passUntil(wire, 0);
        }
    }

    // who calls

    @ParameterizedTest
    @MethodSource("ways")
    void certificateIsSeenWhenTheConnectionIs(int resident, String version) throws Exception {
        for (String asked : List.of("want", "need")) {
            List<Peer> peers = new CopyOnWriteArrayList<>();
            try (WireFixture wire = fixture(resident, asked)) {
                wire.entry.connect = connection -> {
                    peers.add(connection.peer());
                    return Optional.empty();
                };
                try (Secure secure = connect(wire, alices, version).greeted()) {
                    secure.client.call(add(wire, 3));
                    assertThat(secure.client.longReply()).isEqualTo(3);
                }
                assertThat(peers)
                        .singleElement()
                        .satisfies(peer -> assertThat(peer.certificate())
                                .hasValueSatisfying(
                                        shown -> assertThat(shown).isEqualTo(Certificates.certificate(alice))));
                assertThat(wire.entry.presumed).containsExactly("CN=alice,O=Bank");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoMayDeclineIsNobody(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident, "want");
                Secure secure = connect(wire, version).greeted()) {
            secure.client.call(add(wire, 3));

            assertThat(secure.client.longReply()).isEqualTo(3);
            assertThat(wire.entry.presumed).containsExactly("anonymous");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whoMustShowACertificateAndHasNoneIsToldSo(int resident, String version) throws Exception {
        try (WireFixture wire = fixture(resident, "need");
                Secure secure = connect(wire, version)) {
            assertThatThrownBy(secure::greeted)
                    .isInstanceOf(SSLException.class)
                    .hasMessageMatching(".*(certificate_required|bad_certificate|handshake_failure).*");
            await("the connection's end").until(() -> {
                secure.below.close();
                return wire.endpoint.connections() == 0;
            });
            assertThat(wire.entry.presumed).isEmpty();
            assertThat(said()).anySatisfy(line -> assertThat(line).contains("closed a connection from 127.0.0.1"));
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void certificateThatNobodyTrustsIsRefused(int resident, String version) throws Exception {
        for (String asked : List.of("want", "need")) {
            try (WireFixture wire = fixture(resident, asked);
                    Secure secure = connect(wire, strangers, version)) {
                assertThatThrownBy(secure::greeted)
                        .isInstanceOf(SSLException.class)
                        .hasMessageContaining("certificate_unknown");
                assertThat(wire.entry.presumed).isEmpty();
            }
        }
    }

    @Test
    void subjectIsWrittenAsTheStandardSays() throws Exception {
        X509Certificate shown = (X509Certificate) Certificates.certificate(alice);

        assertThat(Tls.subject(shown)).contains("CN=alice,O=Bank");
    }

    // what it costs

    @Test
    void idleConnectionsKeepNoThread() throws Exception {
        limits.readers = 4;
        try (WireFixture wire = fixture(0)) {
            long before = wireThreads();
            List<Secure> many = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                many.add(connect(wire, NEWEST).greeted());
            }
            for (Secure each : many) {
                each.client.call(add(wire, 1));
                assertThat(each.client.longReply()).isPositive();
            }
            for (Secure each : many) {
                each.client.ping();
            }

            assertThat(wireThreads() - before).isLessThanOrEqualTo(limits.readers + limits.pool + limits.spare);
        }
    }

    private static long wireThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("hearth-wire-\\d+"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 0})
    void pingsInOneRecordAreAllAnswered(int resident) throws Exception {
        try (WireFixture wire = fixture(resident);
                Secure secure = connect(wire, NEWEST).greeted()) {
            secure.client.send(PING, PING, PING);
            InputStream in = secure.client.in;

            assertThat(List.of(in.read(), in.read(), in.read())).containsOnly(PING_ANSWER);
        }
    }
}
