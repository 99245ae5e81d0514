package dev.hearth.core.wire.jrmp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A socket below TLS that decides how many bytes leave together, and can lose the rest. It takes little at a time. */
final class ShapedSocket extends Socket {

    /** What happens to the bytes that TLS writes. */
    enum Shape {
        /** They leave as they come. */
        WHOLE,
        /** Each leaves alone. */
        SINGLE,
        /** They wait for {@link #release()}. */
        HELD
    }

    private static final int RECEIVE_BYTES = 64 * 1024;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private volatile Shape shape = Shape.WHOLE;

    ShapedSocket(int port) throws IOException {
        setReceiveBufferSize(RECEIVE_BYTES);
        setTcpNoDelay(true);
        connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    void shape(Shape next) {
        shape = next;
    }

    /** Sends what was held, in one piece. */
    void release() throws IOException {
        release(held.size());
    }

    /** Sends the first of what was held, and forgets the rest. */
    void release(int count) throws IOException {
        super.getOutputStream().write(held.toByteArray(), 0, count);
        held.reset();
    }

    int held() {
        return held.size();
    }

    /** Past TLS. */
    void raw(byte[] bytes) throws IOException {
        super.getOutputStream().write(bytes);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        OutputStream out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value});
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                switch (shape) {
                    case WHOLE -> out.write(bytes, offset, length);
                    case HELD -> held.write(bytes, offset, length);
                    case SINGLE -> {
                        for (int i = 0; i < length; i++) {
                            out.write(bytes[offset + i]);
                        }
                    }
                }
            }
        };
    }
}
