package dev.hearth.core.wire.marshal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;

/** Writes arguments as a JDK client does, and hands them out from right behind the method hash on. */
final class ClientStream extends ObjectOutputStream {

    private static final int HEADER = 34;

    private final ByteArrayOutputStream bytes;
    private final Object annotation;

    /** What a call's arguments look like to whoever reads them. */
    record Arguments(InputStream in, int blockBytes) {}

    interface Writing {
        void to(ObjectOutputStream out) throws IOException;
    }

    private ClientStream(ByteArrayOutputStream bytes, Object annotation) throws IOException {
        super(bytes);
        this.bytes = bytes;
        this.annotation = annotation;
        useProtocolVersion(ObjectStreamConstants.PROTOCOL_VERSION_1);
        write(new byte[HEADER]);
    }

    static Arguments of(Writing writing) throws IOException {
        return of(null, writing);
    }

    /**
     * @param annotation what stands behind each class's description; null or a codebase, if the client is honest
     */
    static Arguments of(Object annotation, Writing writing) throws IOException {
        try (ClientStream out = new ClientStream(new ByteArrayOutputStream(), annotation)) {
            writing.to(out);
            out.flush();
            return out.arguments();
        }
    }

    private Arguments arguments() {
        byte[] whole = bytes.toByteArray();
        boolean shortBlock = whole[4] == ObjectStreamConstants.TC_BLOCKDATA;
        int length = shortBlock ? whole[5] & 0xff : new java.math.BigInteger(whole, 5, 4).intValue();
        int start = (shortBlock ? 6 : 9) + HEADER;
        // behind the last argument comes the next call; whoever reads it has read too far
        InputStream in = new ByteArrayInputStream(whole, start, whole.length - start);
        return new Arguments(in, length - HEADER);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
        writeObject(annotation);
    }

    @Override
    protected void annotateProxyClass(Class<?> type) throws IOException {
        writeObject(annotation);
    }
}
