package dev.hearth.core.wire.jrmp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearth.core.wire.transport.PlainTransport;
import java.io.IOException;
import java.rmi.UnmarshalException;
import org.junit.jupiter.api.Test;

class MessageInputTest {

    private static final int LENGTH = 256 * 1024;

    private final BytesInProgress all = new BytesInProgress(LENGTH);
    private final MessageInput input =
            new MessageInput(new PlainTransport(new MemoryChannel(new byte[LENGTH], 4096)), LENGTH + 1, all);

    private void read(int length) throws IOException {
        input.readNBytes(length);
    }

    private void begin() throws IOException {
        input.attach(new byte[MessageInput.BUFFER_BYTES], () -> {});
        input.beginMessage();
        read(LENGTH / 2);
    }

    @Test
    void bytesOfALongMessageAreCountedUntilItIsOver() throws IOException {
        begin();
        assertThatThrownBy(() -> all.take(LENGTH)).isInstanceOf(UnmarshalException.class);

        input.over();

        assertThatCode(() -> all.take(LENGTH)).doesNotThrowAnyException();
    }

    @Test
    void whatIsReadAfterTheCloseIsNotCountedForEver() throws IOException {
        begin();
        input.connectionClosed();

        read(LENGTH / 2);

        assertThatCode(() -> all.take(LENGTH)).doesNotThrowAnyException();
    }
}
