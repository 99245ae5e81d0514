package dev.hearth.core.wire.jrmp;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.call.MethodHash;
import dev.hearth.core.call.Target;
import dev.hearth.core.call.WellKnown;
import dev.hearth.core.wire.marshal.Marshaller;
import dev.hearth.core.wire.marshal.ObjectIds;
import dev.hearth.core.wire.marshal.ReplyBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.rmi.MarshalException;
import java.rmi.dgc.DGC;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the calls to the distributed garbage collector, on the thread that reads the connection.
 *
 * <p>Clients filter the answers: they hold nothing but a {@link Lease} or an exception of {@code java.base}. Thread-safe.
 */
final class LeaseCalls {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseCalls.class);

    private static final long INTERFACE_HASH = -669196253586618813L;
    private static final long CLEAN = hash("clean", ObjID[].class, long.class, VMID.class, boolean.class);
    private static final long DIRTY = hash("dirty", ObjID[].class, long.class, Lease.class);
    private static final int REPLY = 0x51;
    private static final int RESULT = 1;

    private final Leases leases;
    private final ObjectIds ids;
    private final Marshaller marshaller;

    LeaseCalls(Leases leases, ObjectIds ids, Marshaller marshaller) {
        this.leases = leases;
        this.ids = ids;
        this.marshaller = marshaller;
    }

    private static long hash(String name, Class<?>... parameters) {
        try {
            return MethodHash.of(DGC.class.getMethod(name, parameters));
        } catch (NoSuchMethodException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /**
     * Reads the arguments and replies.
     *
     * @return whether the message was read to its end
     * @throws IOException if there can be no reply
     */
    boolean answer(JrmpConnection connection, CallHeader header) throws IOException {
        ReplyBuffer reply = connection.takeBuffer();
        Reading reading = new Reading(connection, header);
        try {
            Optional<Lease> granted = reading.answer();
            writeResult(reply, granted.orElse(null));
        } catch (IOException | ClassNotFoundException | RuntimeException bad) {
            LOG.debug("refused a lease call from {}", connection, bad);
            reply.reset();
            writeError(reply, connection, bad);
        }
        connection.reply(reply, !reading.complete);
        return reading.complete;
    }

    /** One lease call. */
    private final class Reading {
        private final JrmpConnection connection;
        private final CallHeader header;
        private boolean complete;

        Reading(JrmpConnection connection, CallHeader header) {
            this.connection = connection;
            this.header = header;
        }

        Optional<Lease> answer() throws IOException, ClassNotFoundException {
            if (means(0, CLEAN)) {
                clean();
                return Optional.empty();
            }
            if (means(1, DIRTY)) {
                return Optional.of(dirty());
            }
            throw new IllegalArgumentException("the collector has no " + header.methodText());
        }

        private boolean means(int operation, long methodHash) {
            return header.byHash()
                    ? header.hash() == methodHash
                    : header.operation() == operation && header.hash() == INTERFACE_HASH;
        }

        private Lease dirty() throws IOException, ClassNotFoundException {
            LeaseInput in = LeaseInput.over(connection.input(), header.blockBytes());
            ObjID[] objects = (ObjID[]) in.readObject();
            long sequence = in.readLong();
            Lease asked = (Lease) in.readObject();
            complete = connection.input().buffered() == 0;
            VMID vmid = asked.getVMID() == null ? new VMID() : checked(asked.getVMID());
            leases.dirty(numbers(objects), sequence, vmid, connection.peer().address());
            return new Lease(vmid, leases.leaseMillis());
        }

        private void clean() throws IOException, ClassNotFoundException {
            LeaseInput in = LeaseInput.over(connection.input(), header.blockBytes());
            ObjID[] objects = (ObjID[]) in.readObject();
            long sequence = in.readLong();
            VMID vmid = (VMID) in.readObject();
            boolean strong = in.readBoolean();
            complete = connection.input().buffered() == 0;
            leases.clean(
                    numbers(objects),
                    sequence,
                    checked(vmid),
                    strong,
                    connection.peer().address());
        }
    }

    private static VMID checked(@Nullable VMID vmid) {
        if (vmid == null) {
            throw new IllegalArgumentException("no VMID");
        }
        return vmid;
    }

    /** The numbers of those that are genuine and can be claimed. */
    private long[] numbers(ObjID[] objects) throws IOException {
        long[] numbers = new long[objects.length];
        int count = 0;
        for (byte[] id : bytes(objects)) {
            Optional<Target.ById> target = ids.decode(id, 0);
            if (target.isPresent() && target.get().number() > WellKnown.DGC) {
                numbers[count++] = target.get().number();
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private static byte[][] bytes(ObjID[] objects) throws IOException {
        byte[][] ids = new byte[objects.length][];
        for (int i = 0; i < objects.length; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                objects[i].write(out);
            }
            int header = 6;
            ids[i] = Arrays.copyOfRange(bytes.toByteArray(), header, bytes.size());
        }
        return ids;
    }

    private static void writeResult(ReplyBuffer reply, @Nullable Lease granted) throws IOException {
        reply.write(REPLY);
        try (ObjectOutputStream out = new Unannotated(reply)) {
            out.writeByte(RESULT);
            out.writeInt(0); // a UID, which matters to acknowledgements only
            out.writeLong(0);
            out.writeShort(0);
            if (granted != null) {
                out.writeObject(granted);
            }
        }
    }

    private void writeError(ReplyBuffer reply, JrmpConnection connection, Exception error) throws MarshalException {
        Exception allowed =
                error instanceof IllegalStateException ? error : new IllegalArgumentException(error.toString());
        marshaller.writeReply(reply, Outcome.refused(allowed), null, null, connection.route(0));
    }

    /** Writes null as the annotation of every class, where clients expect one. */
    private static final class Unannotated extends ObjectOutputStream {

        Unannotated(OutputStream out) throws IOException {
            super(out);
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            writeObject(null);
        }
    }
}
