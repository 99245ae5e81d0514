package dev.hearth.core.wire.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channel;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.rmi.ConnectIOException;
import java.rmi.server.RMIClientSocketFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A socket that a stub's own factory made. Like a channel, and unlike a socket, it is closed by an interruption of the thread
 * that reads or writes it.
 *
 * <p>Used by one thread at a time; closed by any.
 */
final class MadeSocket extends AbstractInterruptibleChannel {

    /** A factory may never return, and its thread with it. */
    private static final int MOST_AT_WORK = 64;

    private static final Semaphore WORK = new Semaphore(MOST_AT_WORK);

    private final Socket socket;
    private final InputStream from;
    private final OutputStream to;

    private MadeSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.from = socket.getInputStream();
        this.to = socket.getOutputStream();
    }

    /**
     * Has the factory make it, on a thread of its own: how long a factory takes is its author's affair, and the calling thread
     * waits for no more than its deadline or an interruption. A socket that is made too late is closed.
     *
     * @throws ConnectIOException if the factory gives none, or throws what is no {@link IOException}; or if {@value
     *     #MOST_AT_WORK} calls of factories have not returned
     */
    static MadeSocket by(RMIClientSocketFactory factory, String host, int port, Deadline deadline) throws IOException {
        CompletableFuture<Socket> made = new CompletableFuture<>();
        deadline.guard(new Making(made));
        if (!WORK.tryAcquire()) {
            throw new ConnectIOException("HEARTH-BUSY: no connection to " + host + ":" + port + ": " + MOST_AT_WORK
                    + " calls of socket factories have not returned, see the threads named hearth-connects-to");
        }
        Thread maker = new Thread(() -> make(factory, host, port, made), "hearth-connects-to-" + host + ":" + port);
        maker.setDaemon(true);
        maker.setContextClassLoader(factory.getClass().getClassLoader());
        try {
            maker.start();
        } catch (OutOfMemoryError noThread) {
            WORK.release();
            throw noThread;
        }
        Socket socket = awaited(factory, made);
        try {
            return new MadeSocket(socket);
        } catch (IOException unfit) {
            socket.close();
            throw unfit;
        }
    }

    private static void make(RMIClientSocketFactory factory, String host, int port, CompletableFuture<Socket> made) {
        try {
            Socket socket = factory.createSocket(host, port);
            if (!made.complete(socket) && socket != null) {
                socket.close();
            }
        } catch (Throwable failed) {
            made.completeExceptionally(failed);
        } finally {
            WORK.release();
        }
    }

    private static Socket awaited(RMIClientSocketFactory factory, CompletableFuture<Socket> made) throws IOException {
        Throwable why;
        try {
            Socket socket = made.get();
            if (socket != null) {
                undelayed(socket);
                return socket;
            }
            why = new NullPointerException("createSocket");
        } catch (InterruptedException interrupted) {
            made.completeExceptionally(interrupted);
            closeIfMade(made);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a socket is made");
        } catch (ExecutionException failed) {
            why = failed.getCause();
        }
        if (why instanceof IOException failed) {
            throw failed;
        }
        throw new ConnectIOException(
                factory.getClass().getName() + " has made no socket",
                why instanceof Exception e ? e : new Exception(why));
    }

    private static void closeIfMade(CompletableFuture<Socket> made) throws IOException {
        if (!made.isCompletedExceptionally()) {
            Socket late = made.join();
            if (late != null) {
                late.close();
            }
        }
    }

    /** As the JDK's client has it; what can't be had from this kind of socket is done without, as there. */
    private static void undelayed(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
        } catch (IOException | UnsupportedOperationException without) {
            // The socket may be of a kind that knows no delay.
        }
    }

    /** Ours as the other end sees it; the loopback address if this is no socket of the internet's. */
    InetAddress local() {
        return orLoopback(socket.getLocalAddress());
    }

    InetAddress remote() {
        return orLoopback(socket.getInetAddress());
    }

    private static InetAddress orLoopback(@Nullable InetAddress address) {
        return address == null ? InetAddress.getLoopbackAddress() : address;
    }

    InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                boolean done = false;
                begin();
                try {
                    int count = from.read(target, offset, length);
                    done = true;
                    return count;
                } finally {
                    end(done);
                }
            }
        };
    }

    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                boolean done = false;
                begin();
                try {
                    to.write(source, offset, length);
                    to.flush();
                    done = true;
                } finally {
                    end(done);
                }
            }
        };
    }

    @Override
    protected void implCloseChannel() throws IOException {
        socket.close();
    }

    /** What a deadline closes while there is no socket yet. */
    private record Making(CompletableFuture<Socket> made) implements Channel {

        @Override
        public boolean isOpen() {
            return !made.isDone();
        }

        @Override
        public void close() {
            made.completeExceptionally(new AsynchronousCloseException());
        }
    }
}
