package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.Target;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Object numbers as the 22 bytes of an {@link java.rmi.server.ObjID}: 8 bytes number, 4 bytes session, 10 bytes
 * HMAC-SHA256 of both.
 *
 * <p>So an id means the object and not a process's export of it, can't be guessed, and needs no memory. The codes of the
 * ids seen last are kept ({@value #SLOTS} of them), since computing one costs about a microsecond, and looking it up a
 * hundredth of that. Compared in constant time.
 *
 * <p>Thread-safe.
 */
public final class ObjectIds {

    /** The length of an id in bytes. */
    public static final int LENGTH = 22;

    /** Ids up to this number mean the same in every process, with a UID of zeros (java.rmi.server.ObjID). */
    static final long LAST_WELL_KNOWN = 2;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CODE = 12;
    private static final int CODE_LENGTH = LENGTH - CODE;
    private static final int SLOTS = 4096;

    private final Mac keyed;

    /** Read and written without a lock: the entries are immutable, and a lost one is computed again. */
    private final @Nullable Known[] known = new Known[SLOTS];

    /**
     * @param secret known to this container only; whoever has it can make ids
     */
    public ObjectIds(byte[] secret) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret, ALGORITHM));
            Object unused = keyed.clone();
        } catch (GeneralSecurityException | CloneNotSupportedException missing) {
            throw new IllegalStateException("every JDK has a cloneable " + ALGORITHM, missing);
        }
    }

    /** The id of this object, as whoever has this session; 0 for none. */
    public byte[] encode(long number, int session) {
        ByteBuffer id = ByteBuffer.allocate(LENGTH).putLong(number).putInt(session);
        if (number > LAST_WELL_KNOWN || number < 0 || session != 0) {
            id.put(code(number, session));
        }
        return id.array();
    }

    /** What the id at this offset means; empty if it is forged. */
    public Optional<Target.ById> decode(byte[] objId, int offset) {
        ByteBuffer id = ByteBuffer.wrap(objId, offset, LENGTH);
        long number = id.getLong();
        int session = id.getInt();
        byte[] claimed = Arrays.copyOfRange(objId, offset + CODE, offset + LENGTH);
        if (number >= 0 && number <= LAST_WELL_KNOWN && session == 0 && isZero(claimed)) {
            return Optional.of(new Target.ById(number, 0));
        }
        Known present = known[slot(number, session)];
        boolean hit = present != null && present.number == number && present.session == session;
        byte[] right = hit && present != null ? present.code : compute(number, session);
        if (!MessageDigest.isEqual(right, claimed)) {
            if (hit) {
                byte[] unused = compute(number, session); // as long as for a number that nobody uses
            }
            return Optional.empty();
        }
        if (!hit) {
            known[slot(number, session)] = new Known(number, session, right);
        }
        return Optional.of(new Target.ById(number, session));
    }

    private byte[] code(long number, int session) {
        Known present = known[slot(number, session)];
        if (present != null && present.number == number && present.session == session) {
            return present.code;
        }
        byte[] code = compute(number, session);
        known[slot(number, session)] = new Known(number, session, code);
        return code;
    }

    private byte[] compute(long number, int session) {
        try {
            Mac mac = (Mac) keyed.clone();
            byte[] whole = mac.doFinal(
                    ByteBuffer.allocate(CODE).putLong(number).putInt(session).array());
            return Arrays.copyOf(whole, CODE_LENGTH);
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("it could be cloned before", impossible);
        }
    }

    private static int slot(long number, int session) {
        long mixed = (number * 31 + session) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 52) & SLOTS - 1;
    }

    private static boolean isZero(byte[] code) {
        for (byte each : code) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /** Not a record, so that nothing hands the array out. */
    private static final class Known {
        final long number;
        final int session;
        final byte[] code;

        Known(long number, int session, byte[] code) {
            this.number = number;
            this.session = session;
            this.code = code;
        }
    }
}
