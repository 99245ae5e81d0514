package dev.hearth.core.store.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogRecordTest {

    private static final List<Change> CHANGES =
            List.of(new Change(17, "a/1", "a", "{}".getBytes(UTF_8), 5), new Change(18, "a/2", "a", null, 6));
    private static final List<Identity> NAMED = List.of(new Identity(19, "a/3", "a", false));

    @Test
    void whatIsWrittenIsRead() throws IOException {
        LogRecord read = LogRecord.decode(3, LogRecord.encode(CHANGES, NAMED));
        assertThat(read.position()).isEqualTo(3);
        assertThat(read.named()).isEqualTo(NAMED);
        assertThat(read.changes()).extracting(Change::number).containsExactly(17L, 18L);
        assertThat(read.changes()).extracting(Change::writer).containsExactly(5L, 6L);
        assertThat(read.changes().get(0).state()).asString(UTF_8).isEqualTo("{}");
        assertThat(read.changes().get(1).state()).isNull();
    }

    @Test
    void oneOfAnOlderHearthHasNoWriters() throws IOException {
        byte[] bytes = LogRecord.encode(CHANGES, NAMED);
        byte[] older = Arrays.copyOf(bytes, bytes.length - CHANGES.size() * Long.BYTES);
        LogRecord read = LogRecord.decode(3, older);
        assertThat(read.changes()).extracting(Change::writer).containsExactly(0L, 0L);
        assertThat(read.named()).isEqualTo(NAMED);
    }
}
