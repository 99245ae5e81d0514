package dev.hearth.core.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 to a writer of characters, in parts that may end in the middle of one. Used by one thread. */
final class CharacterStream extends OutputStream {

    private static final int BUFFER = 8_192;

    private final PrintWriter to;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer characters = CharBuffer.allocate(BUFFER);
    private byte[] begun = new byte[0];

    CharacterStream(PrintWriter to) {
        this.to = to;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** @throws IOException if nobody reads any more */
    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(begun.length + length)
                .put(begun)
                .put(from, offset, length)
                .flip();
        boolean more = true;
        while (more) {
            more = decoder.decode(bytes, characters, false).isOverflow();
            to.write(characters.array(), 0, characters.position());
            characters.clear();
        }
        begun = new byte[bytes.remaining()];
        bytes.get(begun);
        if (to.checkError()) {
            throw new IOException("nobody reads it any more");
        }
    }
}
