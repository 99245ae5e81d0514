package dev.hearth.core.wire.jrmp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client that says what it likes, byte by byte. A read gives up after a minute. */
final class RawClient implements AutoCloseable {

    private static final int GIVE_UP_MILLIS = 60_000;

    final Socket socket;
    final DataInputStream in;
    final OutputStream out;

    RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Over a connection that exists. */
    RawClient(Socket connected) throws IOException {
        socket = connected;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(GIVE_UP_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            all[i] = (byte) bytes[i];
        }
        out.write(all);
    }

    void greet() throws IOException {
        send('J', 'R', 'M', 'I', 0, 2, 0x4b);
        acknowledged();
        send(0, 1, 'x', 0, 0, 0, 0);
    }

    /** Reads the acknowledgement; returns the host in it. */
    String acknowledged() throws IOException {
        int answer = in.readUnsignedByte();
        if (answer != 0x4e) {
            throw new IOException("not acknowledged: " + answer);
        }
        String host = in.readUTF();
        in.readInt();
        return host;
    }

    void ping() throws IOException {
        send(0x52);
        int answer = in.readUnsignedByte();
        if (answer != 0x53) {
            throw new IOException("no ping acknowledgement: " + answer);
        }
    }

    /** The bytes of a call. */
    static byte[] call(byte[] id, int operation, long hash, Object... arguments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0x50);
        ObjectOutputStream objects = new ObjectOutputStream(bytes) {
            @Override
            protected void annotateClass(Class<?> type) throws IOException {
                writeObject(null);
            }
        };
        objects.write(id);
        objects.writeInt(operation);
        objects.writeLong(hash);
        for (Object argument : arguments) {
            if (argument instanceof Long number) {
                objects.writeLong(number);
            } else if (argument instanceof Boolean truth) {
                objects.writeBoolean(truth);
            } else {
                objects.writeObject(argument);
            }
        }
        objects.flush();
        return bytes.toByteArray();
    }

    void call(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** A reply that has come. */
    record Reply(boolean result, ObjectInputStream content) {}

    Reply reply() throws IOException {
        int answer = in.readUnsignedByte();
        if (answer != 0x51) {
            throw new IOException("no reply: " + answer);
        }
        ObjectInputStream objects = new ObjectInputStream(in);
        int type = objects.readUnsignedByte();
        objects.readFully(new byte[14]);
        return new Reply(type == 1, objects);
    }

    long longReply() throws IOException {
        return reply().content().readLong();
    }

    Throwable error() throws IOException, ClassNotFoundException {
        Reply reply = reply();
        if (reply.result()) {
            throw new IOException("a result where an error was expected");
        }
        return (Throwable) reply.content().readObject();
    }

    /** Whether the server closes, before it says another word. */
    boolean closed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
