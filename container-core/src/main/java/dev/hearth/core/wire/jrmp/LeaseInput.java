package dev.hearth.core.wire.jrmp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.SequenceInputStream;
import java.rmi.dgc.Lease;
import java.rmi.dgc.VMID;
import java.rmi.server.ObjID;
import java.rmi.server.UID;
import java.util.Map;

/**
 * Reads the arguments of lease calls, and lets nothing in but what these can be.
 *
 * <p>No class is looked up by name. The process-wide filter is not asked, as the JDK's own collector does not: this one
 * is closed.
 */
final class LeaseInput extends ObjectInputStream {

    private static final int MOST_IDS = 10_000;
    private static final int LONGEST_ADDRESS = 1024;
    private static final int DEPTH = 5;
    private static final long REFERENCES = 4L * MOST_IDS;

    /** Room for as many ids as may come, and more: one takes 52 bytes. */
    private static final long MOST_BYTES = 1 << 20;

    private static final Map<String, Class<?>> CLASSES = Map.of(
            ObjID.class.getName(), ObjID.class,
            ObjID[].class.getName(), ObjID[].class,
            UID.class.getName(), UID.class,
            VMID.class.getName(), VMID.class,
            Lease.class.getName(), Lease.class,
            byte[].class.getName(), byte[].class);

    private LeaseInput(InputStream in) throws IOException {
        super(in);
        setObjectInputFilter(LeaseInput::check);
    }

    /** Opens a stream on arguments whose stream header is already taken. */
    static LeaseInput over(InputStream in, int blockBytes) throws IOException {
        byte[] header = blockBytes == 0
                ? new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}
                : new byte[] {
                    (byte) 0xac,
                    (byte) 0xed,
                    0,
                    5,
                    TC_BLOCKDATALONG,
                    (byte) (blockBytes >> 24),
                    (byte) (blockBytes >> 16),
                    (byte) (blockBytes >> 8),
                    (byte) blockBytes
                };
        return new LeaseInput(new SequenceInputStream(new ByteArrayInputStream(header), in));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
        Class<?> known = CLASSES.get(described.getName());
        if (known == null) {
            throw new InvalidClassException(described.getName(), "not part of a lease call");
        }
        return known;
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw new InvalidClassException("a proxy is not part of a lease call");
    }

    private static ObjectInputFilter.Status check(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        int longest = type == byte[].class ? LONGEST_ADDRESS : MOST_IDS;
        boolean small = info.depth() <= DEPTH
                && info.references() <= REFERENCES
                && info.arrayLength() <= longest
                && info.streamBytes() <= MOST_BYTES;
        boolean known = type == null || CLASSES.containsValue(type);
        return small && known ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }
}
