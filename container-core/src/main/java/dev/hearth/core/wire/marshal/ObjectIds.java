package dev.hearth.core.wire.marshal;

import dev.hearth.core.call.Target;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Object numbers as ObjIDs: number, session and HMAC. Thread-safe. */
public final class ObjectIds {

    private static final int LENGTH = 22;
    private static final int SIGNED = 12;

    private final SecretKeySpec key;

    public ObjectIds(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /** The 22 bytes of the id. */
    public byte[] encode(long number, int session) {
        byte[] id = new byte[LENGTH];
        ByteBuffer.wrap(id).putLong(number).putInt(session);
        if (number > 2) {
            System.arraycopy(hmac(id), 0, id, SIGNED, LENGTH - SIGNED);
        }
        return id;
    }

    /** What the 22 bytes from {@code offset} on mean; empty if forged. */
    public Optional<Target.ById> decode(byte[] objId, int offset) {
        ByteBuffer bytes = ByteBuffer.wrap(objId, offset, LENGTH);
        long number = bytes.getLong();
        int session = bytes.getInt();
        byte[] expected = number >= 0 && number <= 2 ? encode(number, 0) : encode(number, session);
        boolean genuine = MessageDigest.isEqual(expected, Arrays.copyOfRange(objId, offset, offset + LENGTH));
        return genuine ? Optional.of(new Target.ById(number, session)) : Optional.empty();
    }

    private byte[] hmac(byte[] id) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(id, 0, SIGNED);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every JDK has HmacSHA256", missing);
        }
    }
}
