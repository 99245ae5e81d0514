package dev.hearth.core.wire.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.rmi.ConnectIOException;
import java.rmi.server.RMIClientSocketFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MadeSocketTest {

    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor();
    private final Deadline deadline = new Deadline(Duration.ofMinutes(10), watchdog, over -> {});
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicReference<Socket> made = new AtomicReference<>();
    private ServerSocket silent;

    @BeforeEach
    void listen() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        watchdog.shutdownNow();
    }

    /** Makes a socket only when it may go on. */
    private Socket slowly(String host, int port) throws IOException {
        asked.countDown();
        awaited(goOn);
        Socket socket = new Socket(host, port);
        made.set(socket);
        return socket;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError("a factory's thread is not interrupted", interrupted);
        }
    }

    private MadeSocket by(RMIClientSocketFactory factory) throws IOException {
        return MadeSocket.by(factory, silent.getInetAddress().getHostAddress(), silent.getLocalPort(), deadline);
    }

    /** What a thread of its own that does this ends with, once the other has been done to it. */
    private static Throwable ended(Work work, CountDownLatch ready, Consumer<Thread> then) throws Exception {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                end.completeExceptionally(new AssertionError("went on"));
            } catch (Throwable thrown) {
                end.complete(thrown);
            }
        });
        thread.start();
        ready.await();
        then.accept(thread);
        return end.get();
    }

    private interface Work {
        void run() throws IOException;
    }

    @Test
    void bytesGoBothWays() throws IOException {
        try (MadeSocket socket = by(Socket::new);
                Socket other = silent.accept()) {
            socket.out().write(new byte[] {1, 2, (byte) 200});
            assertThat(other.getInputStream().readNBytes(3)).containsExactly(1, 2, 200);
            other.getOutputStream().write(new byte[] {7, (byte) 255});
            assertThat(socket.in().read()).isEqualTo(7);
            assertThat(socket.in().read()).isEqualTo(255);
            other.shutdownOutput();
            assertThat(socket.in().read()).isEqualTo(-1);
            assertThat(socket.remote()).isEqualTo(silent.getInetAddress());
        }
    }

    @Test
    void theDeadlineEndsTheWaitForAFactoryAndALateSocketIsClosed() throws Exception {
        assertThat(ended(() -> by(this::slowly), asked, thread -> deadline.fire()))
                .isInstanceOf(AsynchronousCloseException.class);
        goOn.countDown();
        await("the late socket closed")
                .until(() -> made.get() != null && made.get().isClosed());
    }

    @Test
    void anInterruptionEndsTheWaitForAFactoryAndALateSocketIsClosed() throws Exception {
        assertThat(ended(() -> by(this::slowly), asked, Thread::interrupt)).isInstanceOf(InterruptedIOException.class);
        goOn.countDown();
        await("the late socket closed")
                .until(() -> made.get() != null && made.get().isClosed());
    }

    @Test
    void anInterruptionEndsAWaitForBytes() throws Exception {
        MadeSocket socket = by(Socket::new);
        assertThat(endOfRead(socket, Thread::interrupt)).isInstanceOf(ClosedByInterruptException.class);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void theDeadlineEndsAWaitForBytes() throws Exception {
        MadeSocket socket = by(Socket::new);
        deadline.guard(socket);
        assertThat(endOfRead(socket, thread -> deadline.fire())).isInstanceOf(IOException.class);
        assertThat(socket.isOpen()).isFalse();
    }

    private static Throwable endOfRead(MadeSocket socket, Consumer<Thread> then) throws Exception {
        CountDownLatch reads = new CountDownLatch(1);
        return ended(
                () -> {
                    reads.countDown();
                    socket.in().read();
                },
                reads,
                then);
    }

    @Test
    void aFactoryThatMakesNoneOrFails() {
        assertThatThrownBy(() -> by((host, port) -> null))
                .isInstanceOf(ConnectIOException.class)
                .hasMessageContaining("has made no socket");
        assertThatThrownBy(() -> by((host, port) -> {
                    throw new IllegalStateException("no key");
                }))
                .isInstanceOf(ConnectIOException.class)
                .hasStackTraceContaining("no key");
        assertThatThrownBy(() -> by((host, port) -> {
                    throw new IOException("no route");
                }))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no route");
    }

    @Test
    void factoriesThatDoNotReturnAreNotAskedForEver() throws Exception {
        List<CompletableFuture<Throwable>> ends = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            ends.add(end);
            CountDownLatch begun = new CountDownLatch(1);
            Thread thread = new Thread(() -> end.complete(catchThrowable(() -> by((host, port) -> {
                begun.countDown();
                awaited(goOn);
                throw new IOException("too late");
            }))));
            thread.start();
            begun.await();
            thread.interrupt();
        }
        for (CompletableFuture<Throwable> end : ends) {
            assertThat(end.get()).isInstanceOf(InterruptedIOException.class);
        }
        assertThatThrownBy(() -> by(Socket::new))
                .isInstanceOf(ConnectIOException.class)
                .hasMessageContaining("HEARTH-BUSY");
        goOn.countDown();
        await("factories have returned")
                .ignoreExceptions()
                .untilAsserted(() -> by(Socket::new).close());
    }

    @Test
    void theFactoryRunsWithItsOwnClassLoader() throws IOException {
        AtomicReference<ClassLoader> seen = new AtomicReference<>();
        try (MadeSocket socket = by((host, port) -> {
            seen.set(Thread.currentThread().getContextClassLoader());
            return new Socket(host, port);
        })) {
            assertThat(socket.isOpen()).isTrue();
        }
        assertThat(seen.get()).isSameAs(MadeSocketTest.class.getClassLoader());
    }
}
