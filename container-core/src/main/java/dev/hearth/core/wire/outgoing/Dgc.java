package dev.hearth.core.wire.outgoing;

import dev.hearth.api.hook.Outcome;
import dev.hearth.core.wire.marshal.Codec;
import dev.hearth.core.wire.marshal.OutgoingMethod;
import dev.hearth.core.wire.marshal.StubAddress;
import dev.hearth.core.wire.marshal.WireId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.rmi.RemoteException;
import java.rmi.UnmarshalException;
import java.rmi.dgc.DGC;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The distributed collector's two calls (Java RMI specification, section 9.2), as this process. Thread-safe. */
final class Dgc {

    private static final long INTERFACE_HASH = -669196253586618813L;
    private static final int CLEAN = 0;
    private static final int DIRTY = 1;
    private static final long ASKED_MILLIS = 600_000;
    private static final Duration ALLOWED = Duration.ofSeconds(10);

    private final Exchange exchange;
    private final OutgoingMethod clean;
    private final OutgoingMethod dirty;
    private final VMID self = new VMID();
    private final AtomicLong sequence = new AtomicLong(Long.MIN_VALUE);

    Dgc(Exchange exchange, Codec codec) {
        this.exchange = exchange;
        try {
            clean = codec.numbered(
                    DGC.class.getMethod("clean", ObjID[].class, long.class, VMID.class, boolean.class),
                    CLEAN,
                    INTERFACE_HASH);
            dirty = codec.numbered(
                    DGC.class.getMethod("dirty", ObjID[].class, long.class, Lease.class), DIRTY, INTERFACE_HASH);
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException("java.rmi.dgc.DGC lacks a method", missing);
        }
    }

    /**
     * Claims these objects, and prolongs what this process has claimed at the endpoint.
     *
     * @return for how many milliseconds
     */
    long dirty(StubAddress any, List<WireId> ids) throws RemoteException {
        Object granted = call(any, dirty, objIds(ids), sequence.incrementAndGet(), new Lease(self, ASKED_MILLIS));
        if (granted instanceof Lease lease) {
            return lease.getValue();
        }
        throw new UnmarshalException("a lease call was answered with " + granted);
    }

    /** Gives these objects up. */
    void clean(StubAddress any, List<WireId> ids) throws RemoteException {
        call(any, clean, objIds(ids), sequence.incrementAndGet(), self, false);
    }

    private @Nullable Object call(StubAddress any, OutgoingMethod method, Object... arguments) throws RemoteException {
        WireId collector = WireId.wellKnown(ObjID.DGC_ID);
        StubAddress address = new StubAddress(any.host(), any.port(), collector, any.clientFactory());
        Outcome outcome = exchange.call(address, method, arguments, null, ALLOWED);
        if (outcome.error() != null) {
            throw new RemoteException("a lease call to " + address + " failed", outcome.error());
        }
        return outcome.result();
    }

    private static ObjID[] objIds(List<WireId> ids) {
        return ids.stream().map(Dgc::objId).toArray(ObjID[]::new);
    }

    /** The JDK makes one of given bytes only by reading it. */
    private static ObjID objId(WireId id) {
        byte[] bytes = id.bytes();
        byte[] stream = ByteBuffer.allocate(6 + bytes.length)
                .putInt(0xaced0005)
                .put((byte) 0x77)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(stream))) {
            return ObjID.read(in);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
