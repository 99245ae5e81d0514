package dev.hearth.core.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.jdbc.WriteQueue.Admission;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

    private final WriteQueue queue = new WriteQueue();

    private static Entry change() {
        return new Entry.Commit(List.of(new Change(7, "accounts/7", "accounts", "{}".getBytes(UTF_8))));
    }

    /** The chain has read what failed, and comes with what it made of it after all that waited was refused. */
    @Test
    void whatRestsOnWhatHasFailedIsRefused() {
        assertThat(queue.add(change(), 0).position()).isEqualTo(1);
        queue.drain();
        assertThat(queue.add(change(), 1).position()).isEqualTo(2);
        assertThat(queue.add(change(), 2).position()).isEqualTo(3);
        assertThat(queue.drainFailed(2).entries()).hasSize(2);

        assertThat(queue.add(change(), 2).admission()).isEqualTo(Admission.RESTS_ON_FAILED);
        assertThat(queue.add(change(), 3).admission()).isEqualTo(Admission.RESTS_ON_FAILED);
        assertThat(queue.add(change(), 1).admission()).as("it was settled").isEqualTo(Admission.ACCEPTED);
        assertThat(queue.add(change(), 0).admission()).isEqualTo(Admission.ACCEPTED);
        assertThat(queue.drain().entries()).hasSize(2);
    }
}
