package dev.hearth.core.wire.marshal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.call.HostedType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read and written by hand is what object streams read and write. */
class SimpleFormPropertyTest {

    interface Shapes extends Remote {
        void a(int i, long l, boolean z, byte b, char c, short s, float f, double d) throws RemoteException;

        void b(String s, byte[] b) throws RemoteException;

        void c(byte[] x, int i, String s, String t, long l, byte[] y, boolean z) throws RemoteException;

        void d(String s, int i, String t, double d, String u, String v) throws RemoteException;

        void e() throws RemoteException;
    }

    private abstract static class Shaped implements Shapes {}

    private final HostedType type = Wires.type(Shaped.class, getClass().getClassLoader(), name -> false);
    private final StreamMarshaller marshaller = new StreamMarshaller(
            new Codec(Wires.settings(), new FakeReferences(), new ObjectIds(new byte[] {1}), port -> false),
            new NoCalls());

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void argumentsAreReadAsTheyWereWritten(long seed) throws Exception {
        Random random = new Random(seed);
        String method = List.of("a", "b", "c", "d", "e").get(random.nextInt(5));
        List<Kind> kinds = Kind.all(Wires.method(type, method).parameterTypes().toArray(Class<?>[]::new));
        Object[] values = new Object[kinds.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(kinds.get(i), random, values);
        }
        Object annotation = random.nextInt(4) == 0 ? "http://codebase/" : null;
        ClientStream.Arguments written = ClientStream.of(annotation, out -> writeAll(out, kinds, values));
        InputStream in = new DribblingInput(written.in().readAllBytes(), random);
        Object[] read =
                marshaller.readArguments(in, written.blockBytes(), Wires.method(type, method), type, Wires.ROUTE);
        assertThat(Arrays.deepToString(read)).as(method).isEqualTo(Arrays.deepToString(values));
        assertThat(in.read()).as("all is read").isEqualTo(-1);
    }

    private static void writeAll(ObjectOutputStream out, List<Kind> kinds, Object[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            kinds.get(i).write(out, values[i]);
        }
    }

    private static Object value(Kind kind, Random random, Object[] earlier) {
        if (!kind.primitive() && random.nextInt(6) == 0) {
            for (Object before : earlier) {
                if ((kind == Kind.TEXT && before instanceof String)
                        || (kind == Kind.BYTES && before instanceof byte[])) {
                    return before; // becomes a back reference
                }
            }
            return null;
        }
        return switch (kind) {
            case TEXT -> text(random);
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(10) == 0 ? 100_000 : random.nextInt(2_000)];
                random.nextBytes(bytes);
                yield bytes;
            }
            default -> kind.value(random.nextLong());
        };
    }

    private static String text(Random random) {
        int length = random.nextInt(20) == 0 ? 30_000 : random.nextInt(40);
        StringBuilder text = new StringBuilder();
        int range = List.of(0x7f, 0x7ff, 0xffff).get(random.nextInt(3));
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(range + 1));
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void resultsAreWrittenAsAStreamWould(long seed) throws Exception {
        Random random = new Random(seed);
        Object text = value(Kind.TEXT, random, new Object[0]);
        ReplyBuffer byHand = new ReplyBuffer();
        byHand.writeInt(SimpleForm.STREAM_MAGIC_AND_VERSION);
        SimpleForm.writeText(byHand, (String) text);
        byte[] bytes = (byte[]) value(Kind.BYTES, random, new Object[0]);
        SimpleForm.writeBytes(byHand, bytes);
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(byHand.array(), 0, byHand.size()))) {
            assertThat(in.readObject()).isEqualTo(text);
            assertThat(in.readObject()).isEqualTo(bytes);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void garbageIsRefusedAndNeverHangs(long seed) throws Exception {
        Random random = new Random(seed);
        ClientStream.Arguments written = ClientStream.of(out -> {
            out.writeObject("text");
            out.writeObject(new byte[] {1, 2, 3});
        });
        byte[] bytes = written.in().readAllBytes();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            Object[] read = marshaller.readArguments(
                    new ByteArrayInputStream(bytes), random.nextInt(5), Wires.method(type, "b"), type, Wires.ROUTE);
            assertThat(read).hasSize(2);
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPrimitiveResultIsRead(long seed) throws Exception {
        Random random = new Random(seed);
        for (Kind kind : Kind.values()) {
            if (kind.primitive() && kind != Kind.VOID) {
                Object value = kind.value(random.nextLong());
                ReplyBuffer out = new ReplyBuffer();
                out.writeInt(SimpleForm.STREAM_MAGIC_AND_VERSION);
                SimpleForm.writeBlockHeader(out, kind.width());
                SimpleForm.writeBits(out, kind, value);
                try (ObjectInputStream in =
                        new ObjectInputStream(new ByteArrayInputStream(out.array(), 0, out.size()))) {
                    assertThat(kind.read(in)).isEqualTo(value);
                }
            }
        }
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class DribblingInput extends java.io.FilterInputStream {
        private final Random random;

        DribblingInput(byte[] bytes, Random random) {
            super(new ByteArrayInputStream(bytes));
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, length == 0 ? 0 : Math.min(length, 1 + random.nextInt(700)));
        }
    }
}
