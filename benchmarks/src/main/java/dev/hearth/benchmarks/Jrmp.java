package dev.hearth.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.rmi.Remote;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteRef;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes that a JDK client sends (Java RMI specification, chapter 10), for connections that have to be held one by one,
 * idle, or unfinished, which the JDK's own client does not let one say.
 */
final class Jrmp {
    /** The answer to {@link #HELLO} begins with it. */
    static final int ACK = 0x4e;

    /** What opens a connection: "JRMI", version 2, stream protocol. */
    static final byte[] HELLO = {'J', 'R', 'M', 'I', 0, 2, 0x4b};

    /** What a client says after the acknowledgement: a host, empty, and a port. */
    static final byte[] ENDPOINT = new byte[6];

    static final int LONG_REPLY_BYTES = 30;

    private static final int ID_BYTES = 22;
    private static final int CALL = 0x50;
    private static final int RETURN = 0x51;
    private static final int STREAM_HEADER = 0xaced0005;
    private static final int BLOCK = 0x77;
    private static final int RESULT = 1;
    private static final int RESULT_AT = 22;
    private static final byte[] HALF_OF_AN_ARRAY =
            HexFormat.of().parseHex("757200025b42acf317f8060854e00200007078700001");

    private Jrmp() {}

    /** The 22 bytes by which the stub names its object. */
    static byte[] idOf(Remote stub) {
        RemoteObject handler = (RemoteObject) Proxy.getInvocationHandler(stub);
        RemoteRef reference = handler.getRef();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            reference.writeExternal(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] written = bytes.toByteArray(); // ends with the id and a boolean
        return Arrays.copyOfRange(written, written.length - 1 - ID_BYTES, written.length - 1);
    }

    /** The call {@code add(number)} as a whole. */
    static byte[] add(byte[] id, long number) {
        return message(
                id, "add(J)J", ByteBuffer.allocate(Long.BYTES).putLong(number).array(), new byte[0]);
    }

    /** A call of {@code echo} up to somewhere in the middle of its argument. */
    static byte[] halfAnEcho(byte[] id) {
        return message(id, "echo([B)[B", new byte[0], HALF_OF_AN_ARRAY);
    }

    private static byte[] message(byte[] id, String method, byte[] primitives, byte[] objects) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(CALL);
            out.writeInt(STREAM_HEADER);
            out.writeByte(BLOCK);
            out.writeByte(ID_BYTES + Integer.BYTES + Long.BYTES + primitives.length);
            out.write(id);
            out.writeInt(-1);
            out.writeLong(hash(method));
            out.write(primitives);
            out.write(objects);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** The method's hash: the first eight bytes, little endian, of the SHA-1 of its name and descriptor. */
    private static long hash(String method) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(text)) {
            out.writeUTF(method);
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.toByteArray());
            return Long.reverseBytes(ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * The result of a call of {@code add}.
     *
     * @throws IOException if the reply says something else
     */
    static long result(byte[] reply) throws IOException {
        ByteBuffer read = ByteBuffer.wrap(reply);
        boolean returned = (read.get(0) & 0xff) == RETURN
                && read.getInt(1) == STREAM_HEADER
                && read.get(5) == BLOCK
                && read.get(7) == RESULT;
        if (!returned) {
            throw new IOException("no result: " + HexFormat.of().formatHex(reply));
        }
        return read.getLong(RESULT_AT);
    }
}
